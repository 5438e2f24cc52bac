import WireFormat

// RFC 8200, sections 4.3, 4.4 and 4.6: hop-by-hop options, routing, destination options (and the
// mobility header, RFC 6275, section 6.1.1; HIP; shim6) begin alike:
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  Next Header  |  Hdr Ext Len  |                               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
//
// Hdr Ext Len counts 8-octet units, not including the first 8 octets.
//
// RFC 4302, section 2: the authentication header's Payload Len counts 4-octet units, minus 2.
//
// RFC 8200, section 4.5: the fragment header.
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  Next Header  |   Reserved    |      Fragment Offset    |Res|M|
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                         Identification                        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

extension PacketDecoder {
  /// Walks the chain of extension headers to what they precede.
  mutating func decodeExtensionHeaders<Sink: TransportSink & ~Copyable>(
    _ first: IPProtocolNumber, _ region: PacketRegion, _ addresses: IPAddressPair, depth: Int,
    into sink: inout Sink
  ) throws(WireError) {
    var region = region
    var next = first
    var count = 0
    while true {
      switch next {
      case .hopByHopOptions, .routingHeader, .destinationOptions, .mobilityHeader, .hip, .shim6,
        .authenticationHeader:
        next = try readExtensionHeader(next, from: &region)
      case .fragmentHeader:
        next = IPProtocolNumber(rawValue: try region.reader.readUInt8("Next Header"))
        try region.reader.skip(1, "Reserved")
        let offsetAndFlag = try region.reader.readUInt16("Fragment Offset")
        let identification = try region.reader.readUInt32("Identification")
        // RFC 6946: a fragment that is the whole datagram is processed on its own.
        if offsetAndFlag & ~reservedBits == 0 { break }
        let fragment = Fragment(
          key: FragmentKey(
            source: addresses.source, destination: addresses.destination, protocolNumber: nil,
            identification: identification, encapsulation: encapsulation),
          protocolNumber: next, offset: Int(offsetAndFlag & ~0x7), isLast: offsetAndFlag & 1 == 0)
        return try decodeFragment(fragment, region, depth: depth, into: &sink)
      default:
        return try decodePayload(of: next, region, addresses, depth: depth, into: &sink)
      }
      count += 1
      guard count <= extensionHeaderLimit else { return skip(.nestedTooDeep) }
    }
  }

  /// Reads one extension header and returns its Next Header.
  func readExtensionHeader(
    _ number: IPProtocolNumber, from region: inout PacketRegion
  ) throws(WireError) -> IPProtocolNumber {
    let next = try region.reader.readUInt8("Next Header")
    if number == .authenticationHeader {
      let payloadLength = Int(try region.reader.readUInt8("Payload Len"))
      try region.reader.skip((payloadLength + 2) * 4 - 2, "Integrity Check Value")
    } else {
      let extensionLength = Int(try region.reader.readUInt8("Hdr Ext Len"))
      try region.reader.skip(extensionLength * 8 + 6, "Options")
    }
    return IPProtocolNumber(rawValue: next)
  }
}

private let reservedBits: UInt16 = 0x6
private let extensionHeaderLimit = 16
