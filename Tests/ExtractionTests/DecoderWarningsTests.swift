import Packets
import Testing

@testable import Extraction

@Suite struct DecoderWarningsTests {
  private struct Nobody: TransportSink {
    mutating func receive(_ segment: TCPSegment, payload: Span<UInt8>) {}
    mutating func receive(_ datagram: UDPDatagram, payload: Span<UInt8>) {}
  }

  private static func warnings(_ packets: [(linkType: UInt32, bytes: [UInt8])]) -> [String] {
    var decoder = PacketDecoder()
    var sink = Nobody()
    for packet in packets {
      decoder.decode(
        packet.bytes.span, linkType: LinkType(rawValue: packet.linkType), originalByteCount: packet.bytes.count,
        into: &sink)
    }
    return decoder.warnings
  }

  private static let raw: UInt32 = 101

  /// An IPv4 packet of this protocol, with no more than a header where `content` is empty.
  private static func ipv4(_ protocolNumber: UInt8, _ content: [UInt8], moreFragments: Bool = false) -> [UInt8] {
    [0x45, 0, 0, UInt8(20 + content.count), 0, 1, moreFragments ? 0x20 : 0, 0, 64, protocolNumber, 0, 0]
      + [10, 0, 0, 1, 10, 0, 0, 2] + content
  }

  @Test func nothingToSay() {
    #expect(Self.warnings([(Self.raw, Self.ipv4(17, [0, 1, 0, 2, 0, 9, 0, 0, 1]))]).isEmpty)
  }

  @Test func eachKindOnce() {
    let esp = Self.ipv4(50, [1, 2, 3, 4])
    let macsec = [UInt8](repeating: 2, count: 12) + [0x88, 0xe5, 0x2c, 0, 0, 0, 0, 1]
    let warnings = Self.warnings([
      (Self.raw, esp), (Self.raw, esp), (1, macsec), (9999, [1]),
      (Self.raw, Self.ipv4(17, [UInt8](repeating: 0, count: 8), moreFragments: true)), (Self.raw, [0x45, 0]),
      (Self.raw, [0x45, 0, 0]),
    ])
    #expect(
      warnings == [
        "packets of link type 9999, which is not read (see tcpdump.org/linktypes.html): 1",
        "frames encrypted by MACsec: 1",
        "packets encrypted by IPsec (ESP): 2",
        "fragmented IP datagrams that are not whole in the capture: 1",
        "packets with a header that cannot be read, first packet 6 (Total Length at byte 2 needs 2 bytes, 0 available): 2",
      ])
  }
}
