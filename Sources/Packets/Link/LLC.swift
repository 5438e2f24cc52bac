import WireFormat

// IEEE 802.2, 3.2, and the Subnetwork Access Protocol that RFC 1042 puts behind it
//
//   DSAP (1) | SSAP (1) | Control (1 or 2) | Organization Code (3) | EtherType (2)
//     0xaa       0xaa      0x03 (UI)

extension PacketDecoder {
  mutating func decodeLLC<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let destination = try region.reader.readUInt8("DSAP")
    try region.reader.skip(1, "SSAP")
    let control = try region.reader.readUInt8("Control")
    guard control == unnumberedInformation else { return }
    switch destination {
    case snapAccessPoint:
      let high = try region.reader.readUInt8("Organization Code")
      let low = try region.reader.readUInt16("Organization Code")
      let etherType = try region.reader.readUInt16("EtherType")
      guard high == 0, low == encapsulatedEthernet || low == bridgeTunnel else { return }
      try decodeEtherType(etherType, region, depth: depth, into: &sink)
    case ipAccessPoint: try decodeIPv4(region, depth: depth, into: &sink)
    default: break
    }
  }
}

private let unnumberedInformation: UInt8 = 0x03
private let snapAccessPoint: UInt8 = 0xaa
private let ipAccessPoint: UInt8 = 0x06
/// The low sixteen bits of the organization codes 00-00-00 and 00-00-F8 (IEEE 802.1H).
private let encapsulatedEthernet: UInt16 = 0x0000
private let bridgeTunnel: UInt16 = 0x00f8
