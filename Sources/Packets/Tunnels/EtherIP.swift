import WireFormat

// RFC 3378, section 3: Version (4 bits), 3; Reserved (12 bits), zero; then an Ethernet frame

extension PacketDecoder {
  mutating func decodeEtherIP<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let start = region.reader.position
    guard try region.reader.readUInt16("Version") == 0x3000 else {
      throw region.reader.invalid("Version", at: start)
    }
    enter(.etherIP)
    try decodeEthernet(region, depth: depth, into: &sink)
  }
}
