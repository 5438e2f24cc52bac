import TestSupport
import Testing
import WireFormat

@testable import Capture

/// Packets that are read where they lie are those that libpcap gives, with the same end.
@Suite(.timeLimit(.minutes(1))) struct PcapRecordsTests {
  private struct Outcome: Equatable {
    var packets: [ReadPacket] = []
    var cutInsidePacket: Int?
    var error: CaptureError?
  }

  private enum Way: CaseIterable { case libpcap, oneByOne, inBatches }

  private func read(_ source: any ByteSource, _ way: Way) -> Outcome {
    var outcome = Outcome()
    do throws(CaptureError) {
      let source = try PeekedByteSource(source, byteCount: FileFormat.peekedByteCount)
      let reader = try PcapReader(source, filter: nil, readsInPlace: way != .libpcap)
      func take(_ packet: CapturedPacket, _ bytes: Span<UInt8>) {
        outcome.packets.append(ReadPacket(packet: packet, bytes: [UInt8](copying: bytes)))
      }
      if way == .inBatches {
        var batch = PacketBatch()
        repeat {
          batch.removeAll()
          defer {
            _ = batch.forEach { packet, bytes in
              take(packet, bytes)
              return true
            }
          }
          try reader.fill(&batch, filter: nil) { _, _ in false }
        } while !batch.isEmpty
      } else {
        while try reader.next(filter: nil, take) {}
      }
      outcome.cutInsidePacket = reader.cutInsidePacket
    } catch {
      outcome.error = error
    }
    return outcome
  }

  private func expectSame(_ bytes: [UInt8], _ comment: Comment, nextSize: @escaping () -> Int) {
    let expected = read(MemoryByteSource(bytes), .libpcap)
    for way in Way.allCases {
      #expect(read(ChoppedByteSource(bytes, nextSize: nextSize), way) == expected, comment)
    }
  }

  private func capture(_ magic: PcapBuilder.Magic = .microseconds, sizes: [Int]) -> [UInt8] {
    var file = PcapBuilder(magic)
    for (index, size) in sizes.enumerated() {
      let packet = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ index) }
      file.add(packet, seconds: UInt32(index) &* 0x1234_5678, fraction: UInt32(index) &* 0x0FED_CBA9)
    }
    return file.bytes
  }

  /// The largest that libpcap takes, one that only it can judge, and plain ones behind it.
  @Test func packetsLargerThanTheBuffer() {
    expectSame(capture(sizes: [60, 262_144, 0, 100_000, 262_144, 1500]), "") { 60_000 }
    expectSame(capture(sizes: [60, 262_145, 1500]), "") { 60_000 }
  }

  @Test(arguments: PcapBuilder.Magic.allCases) func everyTruncatedLength(_ magic: PcapBuilder.Magic) {
    let bytes = capture(magic, sizes: [3, 0, 40])
    for count in 24...bytes.count { expectSame(Array(bytes.prefix(count)), "\(count) bytes") { 7 } }
  }

  @Test func randomDamageInRandomPieces() {
    let seed = UInt64.random(in: 0 ... .max)
    print("PcapRecordsTests.randomDamageInRandomPieces seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let sizes = (0..<30).map { _ in Int.random(in: 0...90, using: &generator) }
      var bytes = capture(PcapBuilder.Magic.allCases.randomElement(using: &generator)!, sizes: sizes)
      for _ in 0..<Int.random(in: 0..<4, using: &generator) {
        let offset = Int.random(in: 4..<bytes.count, using: &generator)
        bytes[offset] = [0, 1, 4, 0x7F, 0x80, 0xFF].randomElement(using: &generator)!
      }
      let sizesOfPieces = (0..<50).map { _ in Int.random(in: 1...400, using: &generator) }
      var next = 0
      expectSame(bytes, "seed \(seed)") {
        next += 1
        return sizesOfPieces[next % sizesOfPieces.count]
      }
    }
  }

  @Test func aFailingSourceGivesWhatPrecedes() {
    let bytes = capture(sizes: [60, 60, 60]).dropLast(30)
    for way in Way.allCases {
      let outcome = read(FailingByteSource(Array(bytes)), way)
      #expect(outcome.packets.count == 2)
      #expect(outcome.error == .unreadable(reason: "Input/output error"))
    }
  }
}
