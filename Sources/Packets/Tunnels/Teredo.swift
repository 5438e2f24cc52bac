import WireFormat

// RFC 4380, section 5.1.1: an IPv6 packet, before which these may stand, in this order
//
//   Authentication: 0x00 0x01 | ID-len (1) | AU-len (1) | client identifier (ID-len)
//                   authentication value (AU-len) | nonce (8) | confirmation (1)
//   Origin:         0x00 0x00 | obfuscated port (2) | obfuscated address (4)

extension PacketDecoder {
  mutating func decodeTeredo<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    if region.reader.peekUInt8() == 0, region.reader.peekUInt8(at: 1) == 1 {
      try region.reader.skip(2, "Authentication")
      let identifierByteCount = Int(try region.reader.readUInt8("ID-len"))
      let valueByteCount = Int(try region.reader.readUInt8("AU-len"))
      guard identifierByteCount + valueByteCount + 9 <= region.reader.remainingByteCount else { return }
      try region.reader.skip(identifierByteCount + valueByteCount + 9, "Authentication")
    }
    if region.reader.peekUInt8() == 0, region.reader.peekUInt8(at: 1) == 0 {
      guard region.reader.remainingByteCount >= 8 else { return }
      try region.reader.skip(8, "Origin")
    }
    guard region.reader.peekUInt8().map({ $0 >> 4 }) == 6, region.isPlausibleIP else { return }
    enter(.teredo)
    try decodeIPv6(region, depth: depth, into: &sink)
  }
}
