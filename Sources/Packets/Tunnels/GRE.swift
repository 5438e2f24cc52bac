import WireFormat

// RFC 2784, section 2.1, with the Key and Sequence Number of RFC 2890, section 2
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |C| |K|S| Reserved0       | Ver |         Protocol Type         |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |      Checksum (optional)      |       Reserved1 (Optional)    |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                         Key (optional)                        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                 Sequence Number (Optional)                    |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// Version 1 (PPTP, RFC 2637, section 4.1) has A (bit 8) and an Acknowledgment Number behind it.

extension PacketDecoder {
  mutating func decodeGRE<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    guard depth <= nestingLimit else { return skip(.nestedTooDeep) }
    var region = region
    let start = region.reader.position
    let flags = try region.reader.readUInt16("C")
    guard flags & routingPresent == 0 else { throw region.reader.invalid("Reserved0", at: start) }
    guard flags & versionMask <= 1 else { throw region.reader.invalid("Ver", at: start) }
    let protocolType = try region.reader.readUInt16("Protocol Type")
    if flags & checksumPresent != 0 { try region.reader.skip(4, "Checksum") }
    let key = flags & keyPresent != 0 ? try region.reader.readUInt32("Key") : 0
    if flags & sequencePresent != 0 { try region.reader.skip(4, "Sequence Number") }
    if flags & versionMask == 1, flags & acknowledgmentPresent != 0 {
      try region.reader.skip(4, "Acknowledgment Number")
    }
    // PPTP acknowledges with headers that carry nothing.
    if region.byteCountOnWire == 0 { return }

    switch protocolType {
    case erspanTypeII where flags & sequencePresent != 0: try decodeERSPANTypeII(region, depth: depth, into: &sink)
    // ERSPAN type I: no header of its own, which the absent Sequence Number tells.
    case erspanTypeII:
      enter(.erspan)
      try decodeEthernet(region, depth: depth, into: &sink)
    case erspanTypeIII: try decodeERSPANTypeIII(region, depth: depth, into: &sink)
    case 0...1500: break
    default:
      enter(.gre, identifier: key)
      try decodeEtherType(protocolType, region, depth: depth, into: &sink)
    }
  }
}

private let checksumPresent: UInt16 = 0x8000
private let routingPresent: UInt16 = 0x4000
private let keyPresent: UInt16 = 0x2000
private let sequencePresent: UInt16 = 0x1000
private let acknowledgmentPresent: UInt16 = 0x0080
private let versionMask: UInt16 = 0x0007
private let erspanTypeII: UInt16 = 0x88be
private let erspanTypeIII: UInt16 = 0x22eb
