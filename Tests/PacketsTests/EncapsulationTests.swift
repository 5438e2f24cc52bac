import Packets
import Testing
import WireFormat

@Suite struct EncapsulationTests {
  /// What the innermost segment of a packet was wrapped in.
  private func innermost(_ packets: [[UInt8]], linkType: LinkType = .raw) -> (ids: [EncapsulationID], tunnels: [Tunnel])
  {
    var decoder = PacketDecoder()
    var ids: [EncapsulationID] = []
    for packet in packets {
      var sink = RecordingSink()
      decoder.decode(packet.span, linkType: linkType, originalByteCount: packet.count, into: &sink)
      ids.append(sink.encapsulations.last ?? .none)
    }
    return (ids, ids.last.map { decoder.encapsulations.tunnels(of: $0) } ?? [])
  }

  @Test(arguments: [
    (hex("0000 0800") + sampleIPv4, 47, Tunnel.Kind.gre, nil),
    (hex("2000 0800 00000007") + sampleIPv4, 47, .gre, 7),
    (hex("1000 88be 00000001 1001000a 00000001") + sampleEthernet, 47, .erspan, 10),
    (hex("1000 22eb 00000001 2001000b 00000000 0000 0000") + sampleEthernet, 47, .erspan, 11),
    (hex("3000") + sampleEthernet, 97, .etherIP, nil),
    (hex("00064140") + sampleIPv4, 137, .mpls, nil),
    (hex("00000005") + sampleEthernet, 115, .l2tp, 5),
    (sampleIPv4, 4, .ipInIP, nil),
    (udp(to: 4789, hex("08000000 00006400") + sampleEthernet), 17, .vxlan, 100),
    (udp(to: 6081, hex("0000 0800 00006400") + sampleIPv4), 17, .geneve, 100),
    (udp(to: 2152, hex("30 ff 002b 00000001") + sampleIPv4), 17, .gtpU, 1),
    (udp(to: 1701, hex("0002 0001 0002 ff03 0021") + sampleIPv4), 17, .l2tp, 0x1_0002),
    (udp(to: 3544, sampleIPv6), 17, .teredo, nil),
  ])
  func `each tunnel is told with its identifier and outer addresses`(
    payload: [UInt8], number: UInt8, kind: Tunnel.Kind, identifier: UInt32?
  ) {
    let found = innermost([ipv4(protocolNumber: number, payload)])
    #expect(
      found.tunnels
        == [Tunnel(kind: kind, identifier: identifier, source: v4Source, destination: v4Destination)])
  }

  @Test func `tunnels in tunnels come outermost first, VLANs between them are not listed`() {
    let inner = udp(to: 4789, hex("08000000 00006400") + ethernetAddresses + hex("8100 0009 0800") + sampleIPv4)
    let found = innermost([ipv4(protocolNumber: 47, hex("0000 0800") + ipv4(protocolNumber: 17, inner))])
    #expect(found.tunnels.map(\.kind) == [.gre, .vxlan])
  }

  @Test func `equal encapsulations have equal numbers, others do not`() {
    let frames = ["0009", "2009", "000a"].map { ethernetAddresses + hex("8100 \($0) 0800") + sampleIPv4 }
    let found = innermost(frames + [sampleEthernet], linkType: .ethernet).ids
    #expect(found[0] == found[1], "priority bits are no part of a VLAN's identity")
    #expect(found[0] != found[2])
    #expect(found[3] == .none)
  }

  /// RFC 5415, 4.3: HLEN 2, no options; the binding of 802.11 is 1.
  static let llc = hex("aaaa03 000000 0800") + sampleIPv4
  static let dataFrame = hex("0802 0000 020000000001 020000000002 020000000003 0000")
  static let swappedFrame = hex("0208 0000 020000000001 020000000002 020000000003 0000")

  @Test(arguments: [
    hex("00 100200 0000 0000") + sampleEthernet,
    hex("00 100300 0000 0000") + dataFrame + llc, hex("00 100300 0000 0000") + swappedFrame + llc,
    hex("00 200310 0000 0000 06 020000000001 00") + dataFrame + llc,
  ])
  func `CAPWAP data`(payload: [UInt8]) {
    var decoder = PacketDecoder()
    let packet = ipv4(protocolNumber: 17, udp(to: 5247, payload))
    #expect(decoder.decode(packet).last == receivedIPv4)
    #expect(innermost([packet]).tunnels.map(\.kind) == [.capwap])
    for count in 0..<packet.count { _ = decoder.decode(Array(packet[..<count]), originalByteCount: packet.count) }
  }

  @Test(arguments: [
    hex("00 100208 0000 0000") + sampleEthernet, hex("00 100280 0001 0000") + sampleEthernet,
    hex("01 000000") + sampleEthernet, hex("00 080200 0000 0000") + sampleEthernet,
  ])
  func `CAPWAP keep-alives, fragments and DTLS hold no frame`(payload: [UInt8]) {
    var decoder = PacketDecoder()
    #expect(decoder.decode(ipv4(protocolNumber: 17, udp(to: 5247, payload))).count == 1)
  }

  @Test func `CAPWAP's DTLS header`() {
    let payload = hex("01000000 16feff")
    #expect(CAPWAPPayload.find(in: payload.span) == 4..<7)
    #expect(CAPWAPPayload.find(in: hex("01000001 16feff").span) == nil)
    for count in 0...4 { #expect(CAPWAPPayload.find(in: payload.span.extracting(first: count)) == nil) }
  }
}
