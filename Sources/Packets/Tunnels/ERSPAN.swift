import WireFormat

// draft-foschiano-erspan-03, section 4.2: type II
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  Ver  |          VLAN         | COS | En|T|    Session ID     |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |      Reserved         |                  Index                |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// Section 4.3: type III; with O set, a platform specific subheader of eight octets follows
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  Ver  |          VLAN         | COS |BSO|T|     Session ID    |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                          Timestamp                            |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |             SGT               |P|    FT   |   Hw ID   |D|Gra|O|
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

extension PacketDecoder {
  mutating func decodeERSPANTypeII<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let sessionID = try region.reader.readUInt32("Ver") & sessionMask
    try region.reader.skip(4, "Index")
    enter(.erspan, identifier: sessionID)
    try decodeEthernet(region, depth: depth, into: &sink)
  }

  mutating func decodeERSPANTypeIII<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let sessionID = try region.reader.readUInt32("Ver") & sessionMask
    try region.reader.skip(6, "Timestamp")
    let flags = try region.reader.readUInt16("FT")
    if flags & subheaderPresent != 0 { try region.reader.skip(8, "Platform Specific SubHeader") }
    enter(.erspan, identifier: sessionID)
    switch flags >> 10 & 0x1f {
    case 0: try decodeEthernet(region, depth: depth, into: &sink)
    case 2: try decodeIP(region, depth: depth, into: &sink)
    default: break
    }
  }
}

private let sessionMask: UInt32 = 0x3ff
private let subheaderPresent: UInt16 = 0x0001
