import WireFormat

// RFC 1661, section 2, in the framing of RFC 1662, section 3.1, where Address and Control may be
// absent (6.6) and Protocol may be one octet, which is odd (RFC 1661, 6.5)
//
//   +----------+----------+----------+-------------+---------+
//   | Address  | Control  | Protocol | Information | Padding |
//   | 11111111 | 00000011 | 8/16 bits|      *      |    *    |
//   +----------+----------+----------+-------------+---------+

extension PacketDecoder {
  mutating func decodePPP<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    guard depth <= nestingLimit else { return skip(.nestedTooDeep) }
    var region = region
    switch region.reader.peekUInt8() {
    case allStations where region.reader.peekUInt8(at: 1) == unnumberedInformation:
      try region.reader.skip(2, "Address")
    case ciscoUnicast, ciscoMulticast:
      // LINKTYPE_PPP_HDLC: Cisco's framing can stand in place of PPP's.
      if region.reader.peekUInt8(at: 1) == 0 { return try decodeCiscoHDLC(region, depth: depth, into: &sink) }
    default: break
    }
    var number = UInt16(try region.reader.readUInt8("Protocol"))
    if number & 1 == 0 {
      number = number << 8 | UInt16(try region.reader.readUInt8("Protocol"))
    }
    switch number {
    case 0x0021: try decodeIPv4(region, depth: depth, into: &sink)
    case 0x0057: try decodeIPv6(region, depth: depth, into: &sink)
    case 0x0281, 0x0283: try decodeMPLS(region, depth: depth, into: &sink)
    default: break
    }
  }

  // Cisco HDLC: Address (1) | Control (1), zero | Protocol (2), an EtherType
  mutating func decodeCiscoHDLC<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    try region.reader.skip(2, "Address")
    let etherType = try region.reader.readUInt16("Protocol")
    try decodeEtherType(etherType, region, depth: depth, into: &sink)
  }
}

private let allStations: UInt8 = 0xff
private let unnumberedInformation: UInt8 = 0x03
private let ciscoUnicast: UInt8 = 0x0f
private let ciscoMulticast: UInt8 = 0x8f
