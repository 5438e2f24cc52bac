import WireFormat

// RFC 791, section 3.1
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |Version|  IHL  |Type of Service|          Total Length         |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |         Identification        |Flags|      Fragment Offset    |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  Time to Live |    Protocol   |         Header Checksum       |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                       Source Address                          |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                    Destination Address                        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                    Options                    |    Padding    |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

extension PacketDecoder {
  mutating func decodeIPv4<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    guard depth <= nestingLimit else { return skip(.nestedTooDeep) }
    var region = region
    let start = region.reader.position
    let versionAndIHL = try region.reader.readUInt8("Version")
    guard versionAndIHL >> 4 == 4 else { throw region.reader.invalid("Version", at: start) }
    let headerByteCount = Int(versionAndIHL & 0x0f) * 4
    guard headerByteCount >= headerByteCountWithoutOptions else { throw region.reader.invalid("IHL", at: start) }
    try region.reader.skip(1, "Type of Service")
    let totalLength = Int(try region.reader.readUInt16("Total Length"))
    let identification = try region.reader.readUInt16("Identification")
    let flagsAndOffset = try region.reader.readUInt16("Fragment Offset")
    try region.reader.skip(1, "Time to Live")
    let number = IPProtocolNumber(rawValue: try region.reader.readUInt8("Protocol"))
    try region.reader.skip(2, "Header Checksum")
    let addresses = IPAddressPair(
      source: IPAddress(v4: try region.reader.readUInt32("Source Address")),
      destination: IPAddress(v4: try region.reader.readUInt32("Destination Address")))
    try region.reader.skip(headerByteCount - headerByteCountWithoutOptions, "Options")
    // Zero: the network card was to fill it in (segmentation offload), or the packet is larger
    // than the field can say. Then all that is there belongs to it.
    if totalLength != 0 {
      guard totalLength >= headerByteCount else { throw region.reader.invalid("Total Length", at: start + 2) }
      region.limit(toByteCountOnWire: totalLength - headerByteCount)
    }

    guard flagsAndOffset & (moreFragmentsFlag | fragmentOffsetMask) != 0 else {
      return try decodePayload(of: number, region, addresses, depth: depth, into: &sink)
    }
    let fragment = Fragment(
      key: FragmentKey(
        source: addresses.source, destination: addresses.destination, protocolNumber: number.rawValue,
        identification: UInt32(identification), encapsulation: encapsulation),
      protocolNumber: number, offset: Int(flagsAndOffset & fragmentOffsetMask) * 8,
      isLast: flagsAndOffset & moreFragmentsFlag == 0)
    try decodeFragment(fragment, region, depth: depth, into: &sink)
  }
}

private let headerByteCountWithoutOptions = 20
private let moreFragmentsFlag: UInt16 = 0x2000
private let fragmentOffsetMask: UInt16 = 0x1fff
