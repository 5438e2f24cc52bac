import WireFormat

// 3GPP TS 29.281, section 5.1: GTP-U version 1
//
//   Version (3 bits), 1 | PT, 1 | spare | E | S | PN      1 octet
//   Message Type, 255 is G-PDU                            1
//   Length, of what follows the TEID                      2
//   Tunnel Endpoint Identifier                            4
//   Sequence Number (2), N-PDU Number (1), Next Extension Header Type (1): with any of E, S, PN
//
// Section 5.2.1: an extension header: Length in four octets (1), content, Next Extension Header Type (1)

extension PacketDecoder {
  mutating func decodeGTPU<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let flags = try region.reader.readUInt8("Version")
    let messageType = try region.reader.readUInt8("Message Type")
    let length = Int(try region.reader.readUInt16("Length"))
    let identifier = try region.reader.readUInt32("Tunnel Endpoint Identifier")
    guard flags & 0xf0 == 0x30, messageType == gPDU, length <= region.byteCountOnWire else { return }
    region.limit(toByteCountOnWire: length)
    if flags & 0x07 != 0 {
      try region.reader.skip(3, "Sequence Number")
      var next = try region.reader.readUInt8("Next Extension Header Type")
      while next != 0, flags & extensionPresent != 0 {
        let extensionByteCount = Int(try region.reader.readUInt8("Extension Header Length")) * 4
        guard extensionByteCount >= 4 else { return }
        try region.reader.skip(extensionByteCount - 2, "Extension Header Content")
        next = try region.reader.readUInt8("Next Extension Header Type")
      }
    }
    guard region.isPlausibleIP else { return }
    enter(.gtpU, identifier: identifier)
    try decodeIP(region, depth: depth, into: &sink)
  }
}

private let gPDU: UInt8 = 255
private let extensionPresent: UInt8 = 0x04
