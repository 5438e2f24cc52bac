import TestSupport
import Testing
import WireFormat

@testable import Packets

/// What is read in one go is what the decoders of each layer read.
@Suite struct PlainSegmentTests {
  private static let frames = [
    [UInt8](repeating: 2, count: 12) + [0x08, 0] + sampleIPv4,
    [UInt8](repeating: 2, count: 12) + [0x86, 0xdd] + sampleIPv6,
  ]

  private func receivedLayerByLayer(_ frame: [UInt8], missing: Int) -> [RecordingSink.Received] {
    var decoder = PacketDecoder()
    var sink = RecordingSink()
    try? decoder.decodeLink(.ethernet, PacketRegion(frame.span, missingByteCount: missing), depth: 0, into: &sink)
    return sink.received
  }

  /// - Returns: whether it was read in one go.
  private func compare(_ frame: [UInt8], missing: Int) -> Bool {
    var decoder = PacketDecoder()
    let received = decoder.decode(frame, linkType: .ethernet, originalByteCount: frame.count + missing)
    #expect(received == receivedLayerByLayer(frame, missing: missing), "\(frame) with \(missing) bytes missing")
    if isBare(frame), case .tcp(let segment, _)? = received.first { #expect(segment.isBareAcknowledgment) }
    let isPlain = PlainSegment(ethernet: frame.span) != nil
    return isPlain
  }

  @Test(arguments: Self.frames) func everyLength(frame: [UInt8]) {
    let padded = frame + [UInt8](repeating: 0, count: 9)
    for count in 0...padded.count {
      _ = compare(Array(padded.prefix(count)), missing: 0)
      _ = compare(Array(padded.prefix(count)), missing: padded.count - count)
    }
    #expect(compare(frame, missing: 0), "it is read in one go")
  }

  @Test(arguments: Self.frames) func everyChangedByte(frame: [UInt8]) {
    for index in frame.indices {
      for value in [0, 1, 4, 6, 0x45, 0x46, 0x50, 0x60, 0x7f, 0xf0, 0xff] as [UInt8] {
        var changed = frame
        changed[index] = value
        _ = compare(changed, missing: 0)
      }
    }
  }

  @Test func randomChanges() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var plainCount = 0
    for _ in 0..<20_000 {
      var frame = Self.frames[Int.random(in: 0...1, using: &generator)]
      frame.damage(Int.random(in: 0...3, using: &generator), from: 12, using: &generator)
      if compare(frame, missing: Int.random(in: 0...2, using: &generator)) { plainCount += 1 }
    }
    #expect(plainCount > 1000, "seed \(seed)")
  }

  private func isBare(_ frame: [UInt8], _ linkType: LinkType = .ethernet) -> Bool {
    PacketDecoder.isBareAcknowledgment(frame.span, linkType: linkType)
  }

  @Test func aBareAcknowledgment() {
    var frame = Self.frames[0]
    #expect(!isBare(frame))
    frame.removeLast(3)
    frame[17] -= 3
    #expect(isBare(frame))
    #expect(!isBare(frame, .raw))
    for flag in [1, 2, 4] as [UInt8] {
      frame[47] = 0x10 | flag
      #expect(!isBare(frame))
    }
  }
}
