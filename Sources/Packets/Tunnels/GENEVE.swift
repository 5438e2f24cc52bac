import WireFormat

// RFC 8926, section 3.1: Opt Len counts four-octet units
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |Ver|  Opt Len  |O|C|    Rsvd.  |          Protocol Type        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |        Virtual Network Identifier (VNI)       |    Reserved   |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   ~                    Variable-Length Options                    ~
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

extension PacketDecoder {
  mutating func decodeGENEVE<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let versionAndLength = try region.reader.readUInt8("Ver")
    let flags = try region.reader.readUInt8("O")
    let protocolType = EtherType(rawValue: try region.reader.readUInt16("Protocol Type"))
    let identifier = try region.reader.readUInt32("Virtual Network Identifier (VNI)")
    let optionByteCount = Int(versionAndLength) * 4
    guard versionAndLength >> 6 == 0, flags & 0x3f == 0, identifier & 0xff == 0,
      optionByteCount <= region.reader.remainingByteCount
    else { return }
    try region.reader.skip(optionByteCount, "Variable-Length Options")
    switch protocolType {
    case .transparentEthernetBridging where region.isPlausibleEthernet:
      enter(.geneve, identifier: identifier >> 8)
      try decodeEthernet(region, depth: depth, into: &sink)
    case .ipv4 where region.isPlausibleIP, .ipv6 where region.isPlausibleIP:
      enter(.geneve, identifier: identifier >> 8)
      try decodeIP(region, depth: depth, into: &sink)
    default: break
    }
  }
}
