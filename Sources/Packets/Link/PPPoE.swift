import WireFormat

// RFC 2516, section 4
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  VER  | TYPE  |      CODE     |          SESSION_ID           |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |            LENGTH             |           payload             ~
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

extension PacketDecoder {
  mutating func decodePPPoE<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let start = region.reader.position
    guard try region.reader.readUInt8("VER") == 0x11 else { throw region.reader.invalid("VER", at: start) }
    let code = try region.reader.readUInt8("CODE")
    guard code == sessionData else { return }
    try region.reader.skip(2, "SESSION_ID")
    let length = Int(try region.reader.readUInt16("LENGTH"))
    // Zero: left for the network card to fill in, as IP's Total Length is.
    if length != 0 { region.limit(toByteCountOnWire: length) }
    try decodePPP(region, depth: depth, into: &sink)
  }
}

private let sessionData: UInt8 = 0
