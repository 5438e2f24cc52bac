import Packets
import Testing
import WireFormat

@Suite struct FragmentTests {
  // 23 bytes of TCP: 8, 8 and 7.
  private let parts = [Array(sampleTCP[0..<8]), Array(sampleTCP[8..<16]), Array(sampleTCP[16...])]

  private func v4(_ index: Int, identification: Int = 1) -> [UInt8] {
    ipv4(
      protocolNumber: 6, parts[index], identification: identification, offset: index * 8, moreFragments: index < 2)
  }

  private func v6(_ index: Int) -> [UInt8] {
    // Only the first fragment's Next Header counts (RFC 8200, 4.5).
    ipv6Fragment(of: index == 0 ? 6 : 17, parts[index], offset: index * 8, moreFragments: index < 2)
  }

  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1], [0, 0, 1, 1, 2, 2, 0], [2, 2, 0, 1]])
  func `fragments in any order, seen twice or not`(order: [Int]) {
    var decoder = PacketDecoder()
    #expect(order.flatMap { decoder.decode(v4($0)) } == [receivedIPv4])
    #expect(order.flatMap { decoder.decode(v6($0)) } == [receivedIPv6])
    #expect(decoder.incompleteDatagramCount == 0)
    #expect(decoder.fragmentCounts.completedDatagramCount == 2)
    #expect(decoder.fragmentCounts.duplicateFragmentCount == 2 * (order.count - 3))
  }

  @Test func `a whole datagram seen twice is one`() {
    var decoder = PacketDecoder()
    #expect([0, 1, 2, 0, 1, 2].flatMap { decoder.decode(v4($0)) } == [receivedIPv4])
    #expect(decoder.incompleteDatagramCount == 0)
  }

  @Test func `fragments of different VLANs are never joined`() {
    func tagged(_ vlan: String, _ packet: [UInt8]) -> [UInt8] { ethernetAddresses + hex("8100 \(vlan) 0800") + packet }
    var decoder = PacketDecoder()
    let mixed = [tagged("0009", v4(0)), tagged("000a", v4(1)), tagged("000a", v4(2))]
    #expect(mixed.flatMap { decoder.decode($0, linkType: .ethernet) }.isEmpty)
    let rest = [tagged("0009", v4(1)), tagged("0009", v4(2)), tagged("000a", v4(0))]
    #expect(rest.flatMap { decoder.decode($0, linkType: .ethernet) }.count == 2)
  }

  @Test func `an identification used again is another datagram`() {
    var decoder = PacketDecoder()
    var other = parts
    other[2][6] = UInt8(ascii: "x")
    other[0][4] = 0x77
    let second = other.enumerated().map { index, bytes in
      ipv4(protocolNumber: 6, bytes, offset: index * 8, moreFragments: index < 2)
    }
    let received = [v4(0), v4(1), v4(2), second[0], v4(1), second[2]].flatMap { decoder.decode($0) }
    #expect(received.count == 2)
    #expect(received.last?.payload == hex("616278"))
    // Even where the first was never finished.
    let again = [v4(0, identification: 5), v4(1, identification: 5)].flatMap { decoder.decode($0) }
    #expect(again.isEmpty)
  }

  @Test func `an unfinished datagram is never handed on`() {
    var decoder = PacketDecoder()
    #expect(decoder.decode(v4(0)).isEmpty)
    #expect(decoder.decode(v4(2)).isEmpty)
    #expect(decoder.decode(v6(1)).isEmpty)
    #expect(decoder.incompleteDatagramCount == 2)
  }

  @Test func `overlapping bytes: the first stay`() {
    var decoder = PacketDecoder()
    let middle = ipv4(
      protocolNumber: 6, Array(repeating: 0xff, count: 8) + sampleTCP[16...], offset: 8, moreFragments: false)
    #expect(decoder.decode(v4(1)).isEmpty)
    #expect(decoder.decode(middle).isEmpty)
    #expect(decoder.decode(v4(0)) == [receivedIPv4])
    #expect(decoder.fragmentCounts.overlappingFragmentCount == 1)
  }

  @Test func `keys keep datagrams apart`() {
    var decoder = PacketDecoder()
    #expect(decoder.decode(v4(0, identification: 1)).isEmpty)
    #expect(decoder.decode(v4(1, identification: 2)).isEmpty)
    #expect(decoder.decode(v4(2, identification: 1)).isEmpty)
    #expect(decoder.decode(ipv4(protocolNumber: 17, parts[1], offset: 8, moreFragments: true)).isEmpty)
    #expect(decoder.decode(v6(1)).isEmpty)
    #expect(decoder.decode(v4(1, identification: 1)) == [receivedIPv4])
  }

  @Test func `a whole packet with a fragment header is no fragment`() {
    var decoder = PacketDecoder()
    #expect(decoder.decode(ipv6Fragment(of: 6, sampleTCP)) == [receivedIPv6])
    #expect(decoder.fragmentCounts.fragmentCount == 0)
  }

  @Test func `fragments that no datagram can have end their packet`() {
    var decoder = PacketDecoder()
    let tooFar = ipv4(protocolNumber: 6, Array(repeating: 0, count: 16), offset: 65_528)
    let uneven = ipv4(protocolNumber: 6, Array(repeating: 0, count: 7), moreFragments: true)
    let empty = ipv4(protocolNumber: 6, [], offset: 8)
    #expect([tooFar, uneven, empty].allSatisfy { decoder.decode($0).isEmpty })
    #expect(decoder.problems.packetCount == 3)
    #expect(decoder.incompleteDatagramCount == 0)
  }

  @Test func `a cut fragment is not joined`() {
    var decoder = PacketDecoder()
    #expect(decoder.decode(Array(v4(0).dropLast()), originalByteCount: 28).isEmpty)
    #expect(decoder.skipped == [.cutFragment: 1])
  }

  @Test func `time and packets make fragments old`() {
    let start = Timestamp(nanosecondsSinceEpoch: 1_000_000_000_000)
    for (seconds, expected) in [(Int64(30), [receivedIPv4]), (31, [])] {
      var decoder = PacketDecoder()
      let later = Timestamp(nanosecondsSinceEpoch: start.nanosecondsSinceEpoch + seconds * 1_000_000_000)
      _ = decoder.decode(v4(0), time: start) + decoder.decode(v4(1), time: start)
      #expect(decoder.decode(v4(2), time: later) == expected)
      #expect(decoder.incompleteDatagramCount == (expected.isEmpty ? 2 : 0))
    }
    var decoder = PacketDecoder(fragmentLimits: FragmentLimits(ageInPackets: 3))
    _ = decoder.decode(v4(0)) + decoder.decode(v4(1))
    for _ in 0..<2 { _ = decoder.decode(sampleIPv4) }
    #expect(decoder.decode(v4(2)).isEmpty)
    #expect(decoder.fragmentCounts.givenUpDatagramCount == 1)
    // Times that make no sense must not trap.
    for nanoseconds in [Int64.min, .max, .min] {
      _ = decoder.decode(v4(0), time: Timestamp(nanosecondsSinceEpoch: nanoseconds))
    }
  }

  @Test func `too many datagrams: the oldest are given up`() {
    var decoder = PacketDecoder(fragmentLimits: FragmentLimits(datagramCount: 10))
    for identification in 1...15 { _ = decoder.decode(v4(0, identification: identification)) }
    #expect(decoder.fragmentCounts.givenUpDatagramCount == 5)
    #expect(decoder.incompleteDatagramCount == 15)
    _ = decoder.decode(v4(1, identification: 6)) + decoder.decode(v4(1, identification: 5))
    #expect(decoder.decode(v4(2, identification: 7)).isEmpty)
    #expect(decoder.decode(v4(1, identification: 7)) == [receivedIPv4])
  }

  @Test func `too many bytes: the oldest are given up`() {
    var decoder = PacketDecoder(fragmentLimits: FragmentLimits(byteCount: 200_000))
    for identification in 1...100 {
      let far = ipv4(
        protocolNumber: 6, Array(repeating: 1, count: 8), identification: identification, offset: 65_520,
        moreFragments: true)
      _ = decoder.decode(far)
    }
    #expect(decoder.fragmentCounts.givenUpDatagramCount == 97)
  }
}
