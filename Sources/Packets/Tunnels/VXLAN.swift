import WireFormat

// RFC 7348, section 5: only I is set in the flags, all R are zero
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |R|R|R|R|I|R|R|R|            Reserved                           |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                VXLAN Network Identifier (VNI) |   Reserved    |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// draft-smith-vxlan-group-policy: G (0x80), D and A in the second octet, a group in the third and fourth.
// draft-ietf-nvo3-vxlan-gpe: P (0x04), and the Next Protocol in the fourth octet.

extension PacketDecoder {
  mutating func decodeVXLAN<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let flags = try region.reader.readUInt8("I")
    let group = try region.reader.readUInt24("Reserved")
    let identifier = try region.reader.readUInt32("VXLAN Network Identifier (VNI)")
    guard identifier & 0xff == 0 else { return }
    switch flags {
    case networkIdentifierValid where group == 0,
      networkIdentifierValid | groupPolicy,
      networkIdentifierValid | nextProtocol where group == 3:
      guard region.isPlausibleEthernet else { return }
      enter(.vxlan, identifier: identifier >> 8)
      try decodeEthernet(region, depth: depth, into: &sink)
    case networkIdentifierValid | nextProtocol where group == 1 || group == 2:
      guard region.isPlausibleIP else { return }
      enter(.vxlan, identifier: identifier >> 8)
      try decodeIP(region, depth: depth, into: &sink)
    default: break
    }
  }
}

private let networkIdentifierValid: UInt8 = 0x08
private let groupPolicy: UInt8 = 0x80
private let nextProtocol: UInt8 = 0x04
