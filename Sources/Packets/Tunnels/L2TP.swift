import WireFormat

// RFC 2661, section 3.1: L2TPv2 over UDP; L, S and O say which of the optional fields are there
//
//   |T|L|x|x|S|x|O|P|x|x|x|x|  Ver  |          Length (opt)         |
//   |           Tunnel ID           |           Session ID          |
//   |             Ns (opt)          |             Nr (opt)          |
//   |      Offset Size (opt)        |    Offset pad... (opt)
//
// RFC 3931, section 4.1.1: L2TPv3 over IP: Session ID (4), then a cookie of 0, 4 or 8 octets, then
// a sublayer of 0 or 4, as both ends agreed where nobody else sees it.

extension PacketDecoder {
  mutating func decodeL2TPv2<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let wholeByteCount = region.byteCountOnWire
    let flags = try region.reader.readUInt16("Ver")
    guard flags & (control | reserved | versionMask) == 2 else { return }
    if flags & lengthPresent != 0 {
      let length = Int(try region.reader.readUInt16("Length"))
      guard length == wholeByteCount else { return }
    }
    let identifier = try region.reader.readUInt32("Tunnel ID")
    if flags & sequencePresent != 0 { try region.reader.skip(4, "Ns") }
    if flags & offsetPresent != 0 {
      let offsetSize = Int(try region.reader.readUInt16("Offset Size"))
      try region.reader.skip(offsetSize, "Offset pad")
    }
    enter(.l2tp, identifier: identifier)
    try decodePPP(region, depth: depth, into: &sink)
  }

  mutating func decodeL2TPv3<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let sessionID = try region.reader.readUInt32("Session ID")
    guard sessionID != 0 else { return }
    for _ in 0..<4 {
      if region.isPlausibleEthernet {
        enter(.l2tp, identifier: sessionID)
        return try decodeEthernet(region, depth: depth, into: &sink)
      }
      guard region.reader.remainingByteCount > 4 else { return }
      try region.reader.skip(4, "Cookie")
    }
  }
}

private let control: UInt16 = 0x8000
private let lengthPresent: UInt16 = 0x4000
private let sequencePresent: UInt16 = 0x0800
private let offsetPresent: UInt16 = 0x0200
private let reserved: UInt16 = 0x34f0
private let versionMask: UInt16 = 0x000f
