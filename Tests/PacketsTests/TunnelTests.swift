import Packets
import Testing

struct TunnelSample: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let packet: [UInt8]
  var isUDP = false

  init(_ name: String, protocolNumber: UInt8, _ payload: [UInt8]) {
    testDescription = name
    packet = ipv4(protocolNumber: protocolNumber, payload)
  }

  init(_ name: String, port: Int, _ payload: [UInt8]) {
    testDescription = name
    packet = ipv4(protocolNumber: 17, udp(to: port, payload))
    isUDP = true
  }

  static let all = [
    TunnelSample("IPIP", protocolNumber: 4, sampleIPv4),
    TunnelSample("GRE", protocolNumber: 47, hex("0000 0800") + sampleIPv4),
    TunnelSample("GRE, all fields", protocolNumber: 47, hex("b000 0800 00000000 00000001 00000002") + sampleIPv4),
    TunnelSample("GRE, Ethernet", protocolNumber: 47, hex("2000 6558 00000001") + sampleEthernet),
    TunnelSample("GRE, MPLS", protocolNumber: 47, hex("0000 8847 00064140") + sampleIPv4),
    TunnelSample("PPTP", protocolNumber: 47, hex("3081 880b 002f0001 00000001 00000001 ff03 0021") + sampleIPv4),
    TunnelSample("ERSPAN I", protocolNumber: 47, hex("0000 88be") + sampleEthernet),
    TunnelSample("ERSPAN II", protocolNumber: 47, hex("1000 88be 00000001 1001000a 00000001") + sampleEthernet),
    TunnelSample(
      "ERSPAN III", protocolNumber: 47, hex("1000 22eb 00000001 2001000a 00000000 0000 0000") + sampleEthernet),
    TunnelSample(
      "ERSPAN III, subheader", protocolNumber: 47,
      hex("1000 22eb 00000001 2001000a 00000000 0000 0001 0000000000000000") + sampleEthernet),
    TunnelSample("EtherIP", protocolNumber: 97, hex("3000") + sampleEthernet),
    TunnelSample("MPLS in IP", protocolNumber: 137, hex("00064140") + sampleIPv4),
    TunnelSample("L2TPv3", protocolNumber: 115, hex("00000001") + sampleEthernet),
    TunnelSample("L2TPv3, cookie", protocolNumber: 115, hex("00000001 0102030405060708") + sampleEthernet),
    TunnelSample("L2TPv2", port: 1701, hex("0002 0001 0002 ff03 0021") + sampleIPv4),
    TunnelSample(
      "L2TPv2, all fields", port: 1701, hex("4a02 003f 0001 0002 0001 0001 0002 0000 ff03 0021") + sampleIPv4),
    TunnelSample("VXLAN", port: 4789, hex("08000000 00006400") + sampleEthernet),
    TunnelSample("VXLAN, group", port: 4789, hex("88000007 00006400") + sampleEthernet),
    TunnelSample("VXLAN of Linux", port: 8472, hex("08000000 00006400") + sampleEthernet),
    TunnelSample("VXLAN-GPE", port: 4790, hex("0c000001 00006400") + sampleIPv4),
    TunnelSample("GENEVE", port: 6081, hex("0100 6558 00006400 0000 00 00") + sampleEthernet),
    TunnelSample("GENEVE, IP", port: 6081, hex("0000 0800 00006400") + sampleIPv4),
    TunnelSample("GTP-U", port: 2152, hex("30 ff 002b 00000001") + sampleIPv4),
    TunnelSample("GTP-U, extension", port: 2152, hex("34 ff 0033 00000001 0000 00 85 01 0000 00") + sampleIPv4),
    TunnelSample("MPLS in UDP", port: 6635, hex("00064140") + sampleIPv4),
  ]
}

@Suite struct TunnelTests {
  @Test(arguments: TunnelSample.all)
  func `the packet in each tunnel is found`(sample: TunnelSample) {
    var decoder = PacketDecoder()
    let received = decoder.decode(sample.packet)
    #expect(received.last == receivedIPv4)
    #expect(received.count == (sample.isUDP ? 2 : 1), "a tunnel's own datagram is handed over before")
    #expect(decoder.problems.tallies.isEmpty)
  }

  @Test func `IPv6 in IPv4, in UDP with Teredo, and IPv4 in IPv6`() {
    var decoder = PacketDecoder()
    #expect(decoder.decode(ipv4(protocolNumber: 41, sampleIPv6)) == [receivedIPv6])
    #expect(decoder.decode(ipv4(protocolNumber: 17, udp(to: 3544, sampleIPv6))).last == receivedIPv6)
    let indications = hex("0001 0000 0000000000000001 00 0000 1234 f5ffffff")
    #expect(decoder.decode(ipv4(protocolNumber: 17, udp(to: 3544, indications + sampleIPv6))).last == receivedIPv6)
    #expect(decoder.decode(ipv6(nextHeader: 4, sampleIPv4)) == [receivedIPv4])
  }

  @Test(arguments: [
    (4789, "00000000 00006400"), (4789, "08000001 00006400"), (4789, "08000000 00006401"), (6081, "4000 6558 00006400"),
    (6081, "0001 6558 00006400"), (2152, "30 01 0039 00000001"), (2152, "30 ff 1000 00000001"),
    (1701, "8002 0001 0002"),
    (53, "08000000 00006400"),
  ])
  func `a tunnel's port alone opens nothing`(port: Int, header: String) {
    var decoder = PacketDecoder()
    #expect(decoder.decode(ipv4(protocolNumber: 17, udp(to: port, hex(header) + sampleEthernet))).count == 1)
    #expect(decoder.problems.tallies.isEmpty)
  }

  @Test func `tunnels in tunnels end at the limit`() {
    var decoder = PacketDecoder()
    var packet = sampleIPv4
    for depth in 1...12 {
      packet = ipv4(protocolNumber: 4, packet)
      #expect(decoder.decode(packet) == (depth <= 8 ? [receivedIPv4] : []))
    }
    #expect(decoder.skipped == [.nestedTooDeep: 4])
  }
}
