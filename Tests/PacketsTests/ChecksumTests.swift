import Testing
import WireFormat

@testable import Packets

@Suite struct ChecksumTests {
  /// 10.0.0.1:49152 to 10.0.0.2:5246, with this payload.
  private static func udp(_ payload: [UInt8], checksum: Int, length: Int? = nil) -> [UInt8] {
    hex("c000 147e") + bigEndian16(length ?? 8 + payload.count) + bigEndian16(checksum) + payload
  }

  /// The checksum of ``udp(_:checksum:length:)``, written as RFC 1071 has it: words added in ones' complement.
  private static func checksum(of payload: [UInt8]) -> Int {
    let pseudoHeader = hex("0a000001 0a000002 0011") + bigEndian16(8 + payload.count)
    var bytes = pseudoHeader + udp(payload, checksum: 0)
    if bytes.count % 2 == 1 { bytes.append(0) }
    var sum = 0
    for index in stride(from: 0, to: bytes.count, by: 2) {
      sum += Int(bytes[index]) << 8 | Int(bytes[index + 1])
      if sum > 0xffff { sum -= 0xffff }
    }
    return 0xffff - sum
  }

  private static func judge(_ bytes: [UInt8]) -> TransportChecksum.Verdict {
    TransportChecksum.judge(
      bytes.span, of: .udp, between: IPAddressPair(source: v4Source, destination: v4Destination))
  }

  @Test(arguments: [0, 1, 2, 3, 1000, 1001])
  func verdicts(byteCount: Int) {
    let payload = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 * 7 + 250) }
    let checksum = Self.checksum(of: payload)
    #expect(Self.judge(Self.udp(payload, checksum: checksum)) == .right)
    // What is behind the datagram is not its own.
    #expect(Self.judge(Self.udp(payload, checksum: checksum) + [1, 2]) == .right)
    #expect(Self.judge(Self.udp(payload, checksum: checksum ^ 0x0100)) == .wrong)
    #expect(Self.judge(Self.udp(payload, checksum: checksum, length: 9 + payload.count)) == .wrong)
    #expect(Self.judge(Self.udp(payload, checksum: 0)) == .absent)
    // 10.0.0.1 + 10.0.0.2 + 17 + length: what the kernel leaves to the card.
    #expect(Self.judge(Self.udp(payload, checksum: 0x1400 + 3 + 17 + 8 + byteCount)) == .absent)
    #expect(Self.judge(Self.udp(payload, checksum: 1, length: 0)) == .absent)
  }

  /// The first packet of samples/ipv6.pcap, whose checksum the sender's kernel computed.
  @Test func tcpOverIPv6() {
    let syn = hex(
      """
      61b2 1b59 09529ad4 00000000 a002 fd20 f0aa 0000 0204 05a0 0402 080a 972f4628 00000000 0103030a
      """)
    let addresses = IPAddressPair(
      source: IPAddress(v6High: 0x2001_0db8_000c_0000, low: 0x10),
      destination: IPAddress(v6High: 0x2001_0db8_000e_0000, low: 0x20))
    #expect(TransportChecksum.judge(syn.span, of: .tcp, between: addresses) == .right)
    for index in syn.indices where !(16...17).contains(index) {
      var changed = syn
      changed[index] ^= 4
      #expect(TransportChecksum.judge(changed.span, of: .tcp, between: addresses) == .wrong)
    }
    for count in 0..<20 {
      #expect(TransportChecksum.judge(syn.span.extracting(0..<count), of: .tcp, between: addresses) == .absent)
    }
  }

  /// The fragments of a datagram that says its number in each of them.
  private static func fragments(_ number: UInt8, isRight: Bool = true) -> [[UInt8]] {
    let payload = [UInt8](repeating: number, count: 40)
    let datagram = udp(payload, checksum: checksum(of: payload) ^ (isRight ? 0 : 1))
    return [0..<16, 16..<32, 32..<48].map { part in
      ipv4(protocolNumber: 17, Array(datagram[part]), offset: part.lowerBound, moreFragments: part.upperBound < 48)
    }
  }

  @Test func fragmentsOfTwoDatagramsAreNotJoined() {
    var decoder = PacketDecoder()
    let (first, second, third) = (Self.fragments(1), Self.fragments(2), Self.fragments(3))
    #expect(first.flatMap { decoder.decode($0) }.count == 1)
    // The second loses its last fragment; the third uses its identification, and its last fragment comes first.
    let mixed = [second[0], second[1], third[2]].flatMap { decoder.decode($0) }
    #expect(mixed.isEmpty)
    #expect(decoder.fragmentCounts.mixedDatagramCount == 1)
    let rest = [third[0], third[1]].flatMap { decoder.decode($0) }
    #expect(rest.map(\.payload) == [[UInt8](repeating: 3, count: 40)])
  }

  /// Where addresses were changed in a capture, no checksum fits, and that refutes nothing.
  @Test func wrongChecksumsBetweenAddressesWithoutARightOneAreNoEvidence() {
    var decoder = PacketDecoder()
    for number in UInt8(1)...3 {
      #expect(Self.fragments(number, isRight: false).flatMap { decoder.decode($0) }.count == 1)
    }
    #expect(decoder.fragmentCounts.mixedDatagramCount == 0)
  }
}
