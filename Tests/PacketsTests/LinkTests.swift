import Packets
import Testing

/// The sample packet behind one link header.
struct LinkSample: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let linkType: LinkType
  let packet: [UInt8]
  var isIPv6 = false

  init(_ name: String, _ linkType: LinkType, _ header: String, behind trailer: String = "") {
    testDescription = name
    self.linkType = linkType
    packet = hex(header) + sampleIPv4 + hex(trailer)
  }

  init(v6 name: String, _ linkType: LinkType, _ header: String) {
    testDescription = name
    self.linkType = linkType
    packet = hex(header) + sampleIPv6
    isIPv6 = true
  }

  private static let addresses = "020000000002 020000000001"
  private static let threeAddresses = "020000000001 020000000002 020000000003"
  private static let snap = "aaaa03 000000 0800"

  static let ethernet = [
    LinkSample("Ethernet II", .ethernet, "\(addresses) 0800"),
    LinkSample(v6: "Ethernet II, IPv6", .ethernet, "\(addresses) 86dd"),
    LinkSample("Ethernet padding", .ethernet, "\(addresses) 0800", behind: "000000"),
    LinkSample("802.3 with SNAP", .ethernet, "\(addresses) 0033 \(snap)", behind: "00"),
    LinkSample("802.3 with LLC", .ethernet, "\(addresses) 002e 060603"),
    LinkSample("802.1Q", .ethernet, "\(addresses) 8100 0064 0800"),
    LinkSample("802.1Q, 802.3", .ethernet, "\(addresses) 8100 0064 0033 \(snap)"),
    LinkSample("802.1ad", .ethernet, "\(addresses) 88a8 0064 8100 00c8 0800"),
    LinkSample("three tags", .ethernet, "\(addresses) 9100 0064 8100 00c8 8100 0001 0800"),
    LinkSample("Cisco MetaData", .ethernet, "\(addresses) 8909 0101 0001 0007 0800"),
    LinkSample("Cisco MetaData in 802.1Q", .ethernet, "\(addresses) 8100 0064 8909 0101 0001 0007 0800"),
    LinkSample("VN-Tag", .ethernet, "\(addresses) 8926 80010002 8100 0064 0800"),
    LinkSample("802.1ah", .ethernet, "\(addresses) 88e7 00000001 \(addresses) 0800"),
    LinkSample("MPLS", .ethernet, "\(addresses) 8847 00064140"),
    LinkSample(v6: "MPLS stack, IPv6", .ethernet, "\(addresses) 8847 00064040 000c8140"),
    LinkSample("MPLS multicast", .ethernet, "\(addresses) 8848 00064140"),
    LinkSample("MPLS, control word", .ethernet, "\(addresses) 8847 00064140 00000000 \(addresses) 0800"),
    LinkSample("MPLS, no control word", .ethernet, "\(addresses) 8847 00064140 \(addresses) 8100 0001 0800"),
    LinkSample("PPPoE", .ethernet, "\(addresses) 8864 1100 0001 002d 0021", behind: "0000"),
    LinkSample(v6: "PPPoE, IPv6", .ethernet, "\(addresses) 8864 1100 0001 0041 0057"),
  ]

  static let others =
    [
      LinkSample("raw", .raw, ""),
      LinkSample(v6: "raw, IPv6", .raw, ""),
      LinkSample("raw 12", .dltRaw, ""),
      LinkSample("raw 14", .dltRawOpenBSD, ""),
      LinkSample("IPv4", .ipv4, ""),
      LinkSample(v6: "IPv6", .ipv6, ""),
      LinkSample("null, little-endian", .null, "02000000"),
      LinkSample("null, big-endian", .null, "00000002"),
      LinkSample("loop", .loop, "00000002"),
      LinkSample(v6: "loop, IPv6", .loop, "00000018"),
      LinkSample("SLL", .linuxSLL, "0000 0001 0006 0200000000010000 0800"),
      LinkSample("SLL, 802.1Q", .linuxSLL, "0000 0001 0006 0200000000010000 8100 0064 0800"),
      LinkSample("SLL, LLC", .linuxSLL, "0000 0001 0006 0200000000010000 0004 \(snap)"),
      LinkSample("SLL2", .linuxSLL2, "0800 0000 00000002 0001 00 06 0200000000010000"),
      LinkSample(v6: "SLL2, IPv6", .linuxSLL2, "86dd 0000 00000002 0001 00 06 0200000000010000"),
      LinkSample("PPP", .ppp, "0021"),
      LinkSample("PPP, address and control", .ppp, "ff03 0021"),
      LinkSample("PPP, short protocol", .ppp, "ff03 21"),
      LinkSample(v6: "PPP, IPv6", .ppp, "ff03 0057"),
      LinkSample("PPP, MPLS", .ppp, "0281 00064140"),
      LinkSample("PPP in HDLC", .pppHDLC, "ff03 0021"),
      LinkSample("Cisco HDLC as PPP", .pppHDLC, "0f00 0800"),
      LinkSample("Cisco HDLC", .cHDLC, "8f00 0800"),
      LinkSample("PPPoE link", .pppEther, "1100 0001 002d 0021"),
    ]
    + [0x0a, 0x17, 0x18, 0x1c, 0x1e].map { (family: UInt8) in
      LinkSample(v6: "null, family \(family)", .null, "\(hexText(family)) 000000")
    }

  static let wireless = [
    LinkSample("802.11", .ieee80211, "0801 0000 \(threeAddresses) 1000 \(snap)"),
    LinkSample("802.11 QoS", .ieee80211, "8802 0000 \(threeAddresses) 1000 0000 \(snap)"),
    LinkSample("802.11 four addresses", .ieee80211, "0803 0000 \(threeAddresses) 1000 020000000004 \(snap)"),
    LinkSample("802.11 QoS, HT Control", .ieee80211, "8882 0000 \(threeAddresses) 1000 0000 00000000 \(snap)"),
    LinkSample("A-MSDU", .ieee80211, "8802 0000 \(threeAddresses) 1000 8000 \(addresses) 0033 \(snap)"),
    LinkSample("radiotap", .ieee80211Radiotap, "0000 0800 00000000 0801 0000 \(threeAddresses) 1000 \(snap)"),
    LinkSample(
      "radiotap, FCS", .ieee80211Radiotap, "0000 0900 02000000 10 0801 0000 \(threeAddresses) 1000 \(snap)",
      behind: "deadbeef"),
    LinkSample(
      "radiotap, TSFT, padded", .ieee80211Radiotap,
      "0000 1100 03000000 0102030405060708 20 8802 0000 \(threeAddresses) 1000 0000 0000 \(snap)"),
    LinkSample(
      "radiotap, two words, TSFT", .ieee80211Radiotap,
      "0000 1900 03000080 00000000 00000000 0102030405060708 00 0801 0000 \(threeAddresses) 1000 \(snap)"),
    LinkSample("PPI", .ppi, "0000 0800 69000000 0801 0000 \(threeAddresses) 1000 \(snap)"),
    LinkSample(
      "PPI, FCS", .ppi,
      "0000 2000 69000000 0200 1400 0000000000000000 0100 00000000000000000000 0801 0000 \(threeAddresses) 1000 \(snap)",
      behind: "deadbeef"),
    LinkSample("PPI, Ethernet", .ppi, "0000 0800 01000000 \(addresses) 0800"),
    LinkSample(
      "AVS", .ieee80211AVS, "80211001 00000040 \(zeros(56)) 0801 0000 \(threeAddresses) 1000 \(snap)"),
    LinkSample(
      "Prism", .ieee80211Prism, "44000000 90000000 \(zeros(136)) 0801 0000 \(threeAddresses) 1000 \(snap)"),
    LinkSample(
      "AVS as Prism", .ieee80211Prism, "80211001 00000040 \(zeros(56)) 0801 0000 \(threeAddresses) 1000 \(snap)"),
  ]

  static let all = ethernet + others + wireless
}

private func hexText(_ byte: UInt8) -> String { byte < 16 ? "0\(String(byte, radix: 16))" : String(byte, radix: 16) }
private func zeros(_ count: Int) -> String { String(repeating: "00", count: count) }

@Suite struct LinkTests {
  @Test(arguments: LinkSample.all)
  func `the packet behind each header is found`(sample: LinkSample) {
    var decoder = PacketDecoder()
    #expect(decoder.decode(sample.packet, linkType: sample.linkType) == [sample.isIPv6 ? receivedIPv6 : receivedIPv4])
    #expect(decoder.problems.tallies.isEmpty)
  }

  @Test func `both parts of an A-MSDU are found`() {
    let subframe = ethernetAddresses + hex("0033 aaaa03 000000 0800") + sampleIPv4
    let header = hex("8802 0000 020000000001 020000000002 020000000003 1000 8000")
    var decoder = PacketDecoder()
    let received = decoder.decode(header + subframe + hex("000000") + subframe, linkType: .ieee80211)
    #expect(received == [receivedIPv4, receivedIPv4])
  }

  @Test(arguments: [
    ("0841 0000", SkipReason.protectedFrame), ("0805 0000", .fragmentedFrame),
  ])
  func `802.11 frames that cannot be read are counted`(frameControl: String, reason: SkipReason) {
    var decoder = PacketDecoder()
    let frame = hex("\(frameControl) 020000000001 020000000002 020000000003 1000 aaaa03 000000 0800") + sampleIPv4
    #expect(decoder.decode(frame, linkType: .ieee80211).isEmpty)
    #expect(decoder.skipped == [reason: 1])
  }

  @Test func `unknown link types are counted`() {
    var decoder = PacketDecoder()
    for _ in 0..<3 { #expect(decoder.decode(sampleIPv4, linkType: LinkType(rawValue: 147)).isEmpty) }
    #expect(decoder.unknownLinkTypes == [LinkType(rawValue: 147): 3])
  }
}
