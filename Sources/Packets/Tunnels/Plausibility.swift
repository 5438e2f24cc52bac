import WireFormat

// A port number, or an MPLS label, does not say what follows. These look before anything is opened:
// a datagram that only happens to use a tunnel's port must not turn into segments nobody sent.

extension PacketRegion {
  /// Begins with an IP header whose lengths fit what is there.
  var isPlausibleIP: Bool {
    var reader = reader
    switch reader.peekUInt8().map({ $0 >> 4 }) {
    case 4:
      guard let first = try? reader.readUInt8("IHL"), (try? reader.skip(1, "Type of Service")) != nil,
        let totalLength = try? reader.readUInt16("Total Length")
      else { return false }
      let headerByteCount = Int(first & 0x0f) * 4
      return headerByteCount >= 20 && headerByteCount <= byteCountOnWire
        && (totalLength == 0 || headerByteCount...byteCountOnWire ~= Int(totalLength))
    case 6:
      guard (try? reader.skip(4, "Version")) != nil, let payloadLength = try? reader.readUInt16("Payload Length")
      else { return false }
      return 40 + Int(payloadLength) <= byteCountOnWire
    default: return false
    }
  }

  /// Begins with an Ethernet header, tags allowed, whose payload is IP.
  var isPlausibleEthernet: Bool {
    var region = self
    guard (try? region.reader.skip(12, "Destination Address")) != nil else { return false }
    while let number = try? region.reader.readUInt16("Length/Type") {
      switch EtherType(rawValue: number) {
      case .ipv4: return region.reader.peekUInt8().map { $0 >> 4 } == 4 && region.isPlausibleIP
      case .ipv6: return region.reader.peekUInt8().map { $0 >> 4 } == 6 && region.isPlausibleIP
      case .ieee8021Q, .ieee8021ad, .qInQ9100, .qInQ9200:
        guard (try? region.reader.skip(2, "Tag Control Information")) != nil else { return false }
      default: return false
      }
    }
    return false
  }
}
