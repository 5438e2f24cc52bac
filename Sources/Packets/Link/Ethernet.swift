import WireFormat

// IEEE 802.3, 3.1.1
//
//   Destination Address (6) | Source Address (6) | Length/Type (2) | data and padding

extension PacketDecoder {
  mutating func decodeEthernet<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    guard depth <= nestingLimit else { return skip(.nestedTooDeep) }
    var region = region
    try region.reader.skip(12, "Destination Address")
    let etherType = try region.reader.readUInt16("Length/Type")
    try decodeEtherType(etherType, region, depth: depth, into: &sink)
  }
}
