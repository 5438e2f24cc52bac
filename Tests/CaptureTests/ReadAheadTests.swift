import Testing
import WireFormat

@testable import Capture

/// What is read ahead on another thread is what is read packet by packet, up to the error or the end.
@Suite(.timeLimit(.minutes(1))) struct ReadAheadTests {
  /// More packets than all batches together hold.
  private static let packetCount = 20_000

  private static func capture() -> PcapBuilder {
    var file = PcapBuilder()
    for number in 0..<packetCount { file.add(frame(to: UInt16(number % 3))) }
    return file
  }

  private struct Outcome: Equatable {
    var numbers: [Int] = []
    var counts = PacketCounts()
    var failure: CaptureError?
  }

  private func read(
    _ bytes: [UInt8], filter: String? = nil, upTo limit: Int = .max,
    skipping isSkipped: @escaping @Sendable (CapturedPacket, Span<UInt8>) -> Bool = { _, _ in false }
  ) throws -> Outcome {
    let reader = try CaptureReader(bytes: bytes, filter: filter)
    var outcome = Outcome()
    do throws(CaptureError) {
      try reader.forEach(skipping: isSkipped, counts: &outcome.counts) { packet, bytes in
        if bytes.count != 54 { return false }
        outcome.numbers.append(packet.number)
        return outcome.numbers.count < limit
      }
    } catch {
      outcome.failure = error
    }
    return outcome
  }

  @Test func allPacketsInOrder() throws {
    let outcome = try read(Self.capture().bytes, filter: "tcp dst port 1")
    #expect(outcome.numbers == Array(1...Self.packetCount))
    #expect(outcome.counts.read == Self.packetCount)
    #expect(outcome.counts.matching == Self.packetCount / 3 + 1)
    #expect(outcome.failure == nil)
  }

  @Test func whatIsSkippedIsCounted() throws {
    let outcome = try read(Self.capture().bytes) { packet, _ in packet.number % 2 == 0 }
    #expect(outcome.numbers == Array(stride(from: 1, through: Self.packetCount, by: 2)))
    #expect(outcome.counts.read == Self.packetCount)
  }

  /// It returns only when the other thread has ended, wherever that is: at its end, or waiting for a batch.
  @Test(arguments: [1, 2, 4095, 4096, 4097, 12_288, 12_289, packetCount])
  func anEarlyEnd(limit: Int) throws {
    let outcome = try read(Self.capture().bytes, upTo: limit)
    #expect(outcome.numbers == Array(1...limit))
    #expect(outcome.failure == nil)
  }

  @Test func anErrorComesBehindThePackets() throws {
    let bytes = Self.capture().bytes + [UInt8](repeating: 0xff, count: 64)
    let outcome = try read(bytes)
    #expect(outcome.numbers == Array(1...Self.packetCount))
    guard case .damaged(Self.packetCount, _)? = outcome.failure else {
      Issue.record("\(String(describing: outcome.failure))")
      return
    }
  }

  @Test func aFilterThatDoesNotSuitALaterPacket() throws {
    var file = PcapngBuilder()
    file.addInterface(linkType: 1)
    file.addInterface(linkType: 101)
    for _ in 0..<Self.packetCount { file.addEnhanced(frame(), interface: 0) }
    file.addEnhanced(ipPacket(), interface: 1)
    let outcome = try read(file.bytes, filter: "ether host 02:00:00:00:00:01")
    #expect(outcome.numbers == Array(1...Self.packetCount))
    guard case .badFilter? = outcome.failure else {
      Issue.record("\(String(describing: outcome.failure))")
      return
    }
  }
}
