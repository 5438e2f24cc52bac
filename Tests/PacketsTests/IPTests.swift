import Packets
import Testing
import WireFormat

@Suite struct IPTests {
  private func problem(_ packet: [UInt8]) -> PacketProblems.Kind? {
    var decoder = PacketDecoder()
    #expect(decoder.decode(packet, linkType: .ipv4).isEmpty)
    #expect(decoder.problems.packetCount == 1)
    return decoder.problems.tallies.keys.first
  }

  private func received(_ packet: [UInt8], originalByteCount: Int? = nil) -> [RecordingSink.Received] {
    var decoder = PacketDecoder()
    let received = decoder.decode(packet, originalByteCount: originalByteCount)
    #expect(decoder.problems.tallies.isEmpty)
    return received
  }

  @Test func `IPv4 options are stepped over`() {
    #expect(received(hex("4600 002f 1234 0000 4006 0000 0a000001 0a000002 01010100") + sampleTCP) == [receivedIPv4])
  }

  @Test func `total length zero takes all that is there`() {
    let offloaded = hex("4500 0000 1234 0000 4006 0000 0a000001 0a000002") + sampleTCP
    #expect(received(offloaded) == [receivedIPv4])
    #expect(received(offloaded, originalByteCount: 143) == [.tcp(sampleSegment(payloadByteCount: 103), hex("616263"))])
  }

  @Test func `bytes behind the total length are padding`() {
    #expect(received(sampleIPv4 + hex("0000000000")) == [receivedIPv4])
    #expect(received(sampleIPv6 + hex("0000000000")) == [receivedIPv6])
  }

  @Test func `a payload cut by the snap length keeps its length`() {
    #expect(
      received(Array(sampleIPv4.dropLast(2)), originalByteCount: 43)
        == [.tcp(sampleSegment(), hex("61"))])
    // Even where the header itself was cut in its options.
    let withOptions = hex("1b59 9c40 01020304 05060708 8018 2000 0000 0000 0101080a")
    let packet = hex("4500 003c 1234 0000 4006 0000 0a000001 0a000002") + withOptions
    #expect(received(packet) == [.tcp(sampleSegment(payloadByteCount: 8), [])])
  }

  @Test(arguments: [
    ("5500", "Version"), ("4400", "IHL"), ("4500 0013", "Total Length"),
  ])
  func `impossible IPv4 headers end the packet`(start: String, field: String) {
    let bytes = hex(start)
    #expect(problem(bytes + sampleIPv4.dropFirst(bytes.count))?.field == field)
  }

  @Test(arguments: [UInt8(0x40), 0xf0])
  func `impossible data offsets end the packet`(dataOffset: UInt8) {
    var packet = sampleIPv4
    packet[32] = dataOffset
    #expect(problem(packet) == PacketProblems.Kind(reason: .invalid, field: "Data Offset"))
  }

  @Test func `a problem says where`() {
    var decoder = PacketDecoder()
    _ = decoder.decode(sampleIPv4)
    _ = decoder.decode(Array(sampleIPv4.prefix(25)))
    let tally = decoder.problems.tallies.values.first
    #expect(tally?.firstPacket == 2)
    #expect(
      tally?.firstError == WireError(.truncated, field: "Sequence Number", position: 24, needed: 4, available: 1))
  }

  @Test(arguments: [
    (UInt8(0), "06 00 010400000000"), (43, "06 00 000000000000"), (60, "06 01 010c 000000000000000000000000"),
    (135, "06 00 000000000000"), (51, "06 04 0000 00000001 00000001 000000000000000000000000"),
    (44, "06 00 0000 00000001"), (0, "3c 00 010400000000 33 00 010400000000 06 01 0000 00000001 00000001"),
  ])
  func `IPv6 extension headers are stepped over`(first: UInt8, headers: String) {
    #expect(received(ipv6(nextHeader: first, hex(headers) + sampleTCP)) == [receivedIPv6])
  }

  @Test func `AH in IPv4 is stepped over`() {
    #expect(received(ipv4(protocolNumber: 51, hex("06 01 0000 00000001 00000001") + sampleTCP)) == [receivedIPv4])
  }

  @Test func `a jumbogram takes all that is there`() {
    var packet = ipv6(nextHeader: 0, hex("06 00 c204 0000001f") + sampleTCP)
    packet.replaceSubrange(4..<6, with: [0, 0])
    #expect(received(packet) == [receivedIPv6])
  }

  @Test func `chains of headers without end are given up`() {
    var decoder = PacketDecoder()
    let headers = (0..<60).flatMap { _ in hex("3c 00 010400000000") }
    #expect(decoder.decode(ipv6(nextHeader: 60, headers + sampleTCP)).isEmpty)
    let authentications = (0..<5000).flatMap { _ in hex("33 01 0000 00000001 00000001") }
    #expect(decoder.decode(ipv4(protocolNumber: 51, authentications)).isEmpty)
    #expect(decoder.skipped == [.nestedTooDeep: 2])
  }

  @Test func `UDP lengths`() {
    let end = Endpoint(address: v4Source, port: 0xc000)
    func datagram(_ count: Int) -> UDPDatagram {
      UDPDatagram(source: end, destination: Endpoint(address: v4Destination, port: 53), payloadByteCount: count)
    }
    #expect(received(ipv4(protocolNumber: 17, udp(to: 53, [1, 2, 3]))) == [.udp(datagram(3), [1, 2, 3])])
    // Shorter than IP's: the rest is no payload. Longer: cut. Zero: all.
    let short = hex("c000 0035 000a 0000 010203")
    #expect(received(ipv4(protocolNumber: 17, short)) == [.udp(datagram(2), [1, 2])])
    let long = hex("c000 0035 0010 0000 010203")
    #expect(received(ipv4(protocolNumber: 17, long)) == [.udp(datagram(8), [1, 2, 3])])
    let zero = hex("c000 0035 0000 0000 010203")
    #expect(received(ipv4(protocolNumber: 17, zero)) == [.udp(datagram(3), [1, 2, 3])])
    #expect(problem(ipv4(protocolNumber: 17, hex("c000 0035 0007 0000")))?.field == "Length")
  }
}
