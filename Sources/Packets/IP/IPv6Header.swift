import WireFormat

// RFC 8200, section 3
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |Version| Traffic Class |           Flow Label                  |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |         Payload Length        |  Next Header  |   Hop Limit   |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                                                               |
//   +                         Source Address                        +
//   |                                                               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                                                               |
//   +                      Destination Address                      +
//   |                                                               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

extension PacketDecoder {
  mutating func decodeIPv6<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    guard depth <= nestingLimit else { return skip(.nestedTooDeep) }
    var region = region
    let start = region.reader.position
    guard try region.reader.readUInt32("Version") >> 28 == 6 else {
      throw region.reader.invalid("Version", at: start)
    }
    let payloadLength = Int(try region.reader.readUInt16("Payload Length"))
    let nextHeader = IPProtocolNumber(rawValue: try region.reader.readUInt8("Next Header"))
    try region.reader.skip(1, "Hop Limit")
    let addresses = IPAddressPair(
      source: try region.reader.readIPv6Address("Source Address"),
      destination: try region.reader.readIPv6Address("Destination Address"))
    // Zero: segmentation offload, or a jumbogram (RFC 2675), whose real length in the hop-by-hop
    // option is that of the packet as well.
    if payloadLength != 0 {
      region.limit(toByteCountOnWire: payloadLength)
    }
    try decodeExtensionHeaders(nextHeader, region, addresses, depth: depth, into: &sink)
  }
}

extension ByteReader {
  mutating func readIPv6Address(_ field: StaticString) throws(WireError) -> IPAddress {
    let high = try readUInt64(field)
    return IPAddress(v6High: high, low: try readUInt64(field))
  }
}
