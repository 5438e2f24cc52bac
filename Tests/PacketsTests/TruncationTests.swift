import Packets
import TestSupport
import Testing

@Suite struct TruncationTests {
  static let packets: [(LinkType, [UInt8])] =
    LinkSample.all.map { ($0.linkType, $0.packet) } + TunnelSample.all.map { (.raw, $0.packet) } + [
      (.raw, ipv6(nextHeader: 0, hex("3c 00 010400000000 06 01 010c 000000000000000000000000") + sampleTCP)),
      (.raw, ipv4(protocolNumber: 17, udp(to: 3544, sampleIPv6))),
    ]

  /// Cut by the snap length at any byte, a packet gives what it gave or nothing, and never a byte
  /// that was not captured.
  @Test func `every packet at every captured length`() {
    for (linkType, packet) in Self.packets {
      var decoder = PacketDecoder()
      let whole = decoder.decode(packet, linkType: linkType)
      #expect(!whole.isEmpty)
      for length in 0..<packet.count {
        let cut = decoder.decode(Array(packet.prefix(length)), linkType: linkType, originalByteCount: packet.count)
        #expect(cut.count <= whole.count)
        for (part, all) in zip(cut, whole) {
          #expect(all.payload.starts(with: part.payload))
          #expect(part.header == all.header, "\(linkType) cut to \(length)")
        }
      }
    }
  }

  /// The same without the file's word that something is missing, and with lies about it.
  @Test(arguments: [0, -1, Int.min, Int.max])
  func `every packet at every length`(originalByteCount: Int) {
    for (linkType, packet) in Self.packets {
      var decoder = PacketDecoder()
      for length in 0...packet.count {
        for part in decoder.decode(
          Array(packet.prefix(length)), linkType: linkType, originalByteCount: originalByteCount)
        {
          #expect(part.payload.count <= length)
        }
      }
    }
  }

  @Test func `every packet with random bytes in it`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    var decoder = PacketDecoder()
    for _ in 0..<200 {
      for (linkType, packet) in Self.packets {
        var packet = packet
        packet.damage(Int.random(in: 1...4, using: &random), using: &random)
        let originalByteCount = packet.count + Int.random(in: 0...99, using: &random)
        for part in decoder.decode(packet, linkType: linkType, originalByteCount: originalByteCount) {
          #expect(part.payload.count <= 65_535, "seed \(seed)")
        }
      }
    }
  }
}

extension RecordingSink.Received {
  var header: RecordingSink.Received {
    switch self {
    case .tcp(let segment, _): .tcp(segment, [])
    case .udp(let datagram, _): .udp(datagram, [])
    }
  }
}
