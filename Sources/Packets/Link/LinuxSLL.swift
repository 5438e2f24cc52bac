import WireFormat

// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html
//
//   Packet type (2) | ARPHRD_ type (2) | Link-layer address length (2) | Link-layer address (8)
//   Protocol type (2)
//
// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html
//
//   Protocol type (2) | Reserved (2) | Interface index (4) | ARPHRD_ type (2) | Packet type (1)
//   Link-layer address length (1) | Link-layer address (8)

extension PacketDecoder {
  mutating func decodeLinuxSLL<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    try region.reader.skip(2, "Packet type")
    let hardwareType = try region.reader.readUInt16("ARPHRD_ type")
    try region.reader.skip(10, "Link-layer address")
    let protocolType = try region.reader.readUInt16("Protocol type")
    try decodeCooked(protocolType, hardwareType, region, depth: depth, into: &sink)
  }

  mutating func decodeLinuxSLL2<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let protocolType = try region.reader.readUInt16("Protocol type")
    try region.reader.skip(6, "Interface index")
    let hardwareType = try region.reader.readUInt16("ARPHRD_ type")
    try region.reader.skip(10, "Link-layer address")
    try decodeCooked(protocolType, hardwareType, region, depth: depth, into: &sink)
  }

  private mutating func decodeCooked<Sink: TransportSink & ~Copyable>(
    _ protocolType: UInt16, _ hardwareType: UInt16, _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    switch (hardwareType, protocolType) {
    case (arphrdRadiotap, _): try decodeRadiotap(region, depth: depth, into: &sink)
    // For these the protocol type is netlink's family or GRE's own protocol type.
    case (arphrdNetlink, _): break
    case (_, linux8022): try decodeLLC(region, depth: depth, into: &sink)
    case (_, smallestEtherType...): try decodeEtherType(protocolType, region, depth: depth, into: &sink)
    default: break
    }
  }
}

private let arphrdRadiotap: UInt16 = 803
private let arphrdNetlink: UInt16 = 824
/// `ETH_P_802_2`, LLC.
private let linux8022: UInt16 = 0x0004
/// `ETH_P_802_3_MIN`; below it the numbers are Linux's own.
private let smallestEtherType: UInt16 = 0x0600
