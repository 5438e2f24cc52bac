import TestSupport
import Testing
import WireFormat

@testable import TLSHandshake

@Suite struct DTLSFragmentTests {
  private static func header(_ sequence: UInt16 = 2, length: Int, _ range: Range<Int>) -> DTLSHandshakeHeader {
    let bytes =
      [11] + Handshakes.be24(length) + Handshakes.be16(sequence) + Handshakes.be24(range.lowerBound)
      + Handshakes.be24(range.count)
    var reader = ByteReader(bytes.span)
    guard let header = try? DTLSHandshakeHeader(&reader) else { fatalError("no fragment: \(range) of \(length)") }
    return header
  }

  private static func add(_ range: Range<Int>, of message: [UInt8], to joiner: inout DTLSFragmentJoiner) -> [UInt8]? {
    joiner.add(header(length: message.count, range), message.span.extracting(range))
  }

  private static func message(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in .random(in: .min ... .max, using: &generator) }
  }

  /// Overlapping fragments in any order, against one flag a byte.
  @Test func randomFragments() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let message = Self.message(.random(in: 2...90, using: &generator), &generator)
      var joiner = DTLSFragmentJoiner()
      var isThere = [Bool](repeating: false, count: message.count)
      while isThere.contains(false) {
        let start = Int.random(in: 0..<message.count, using: &generator)
        let longest = min(message.count - start, message.count - 1)
        let range = start..<(start + .random(in: 0...min(longest, 20), using: &generator))
        let body = Self.add(range, of: message, to: &joiner)
        for index in range { isThere[index] = true }
        #expect((body != nil) == !isThere.contains(false), "seed \(seed)")
        if let body { #expect(body == message, "seed \(seed)") }
        if body == nil { #expect(joiner.heldByteCount >= isThere.count { $0 }, "seed \(seed)") }
      }
      #expect(joiner.heldByteCount == 0, "seed \(seed)")
      #expect(!joiner.isDamaged, "seed \(seed)")
      let again = Self.add(0..<1, of: message, to: &joiner)
      #expect(again == nil)
    }
  }

  @Test func aShortLastFragmentOfALongMessageMayComeFirst() {
    var generator = SeededGenerator(seed: 1)
    let message = Self.message(40_000, &generator)
    var joiner = DTLSFragmentJoiner()
    var body = Self.add(39_990..<40_000, of: message, to: &joiner)
    #expect(joiner.heldByteCount < 1000)
    for start in stride(from: 0, to: 39_990, by: 1000) {
      #expect(body == nil)
      body = Self.add(start..<min(start + 1000, 39_990), of: message, to: &joiner)
    }
    #expect(body == message)
  }

  /// A few bytes cannot claim much memory, and what holds them is counted.
  @Test func whatIsHeldIsWhatCame() {
    let message = [UInt8](repeating: 1, count: 1 << 20)
    var joiner = DTLSFragmentJoiner()
    for start in stride(from: 1, to: 4000, by: 2) { _ = Self.add(start..<(start + 1), of: message, to: &joiner) }
    #expect(joiner.heldByteCount < 100_000)
    #expect(joiner.refusedFragmentCount == 2000 - 1024)
    #expect(joiner.isDamaged)
  }

  @Test func tooLongMessagesAreLeftOutAndCounted() {
    let fragment = [UInt8](repeating: 1, count: 10)
    var joiner = DTLSFragmentJoiner()
    let body = joiner.add(Self.header(length: (1 << 20) + 1, 0..<10), fragment.span)
    #expect(body == nil)
    #expect(joiner.heldByteCount == 0)
    #expect(joiner.refusedFragmentCount == 1)
    for sequence in 0..<UInt16(20) { _ = joiner.add(Self.header(sequence, length: 20, 0..<10), fragment.span) }
    #expect(joiner.refusedFragmentCount == 5)
  }

  /// Another handshake's message of the same number, sent late, neither stops a message nor stands in for it.
  @Test func messagesOfOneNumberAndDifferentLengths() {
    let (one, other) = ([UInt8](repeating: 1, count: 100), [UInt8](repeating: 2, count: 60))
    var joiner = DTLSFragmentJoiner()
    var bodies: [[UInt8]?] = []
    for part in [0..<30, 30..<60] {
      bodies.append(Self.add(part, of: one, to: &joiner))
      bodies.append(Self.add(part, of: other, to: &joiner))
    }
    bodies.append(Self.add(60..<100, of: one, to: &joiner))
    #expect(bodies == [nil, nil, nil, other, one])
    #expect(!joiner.isDamaged)
  }

  @Test func givenUpMessagesStayMissing() {
    let message = [UInt8](repeating: 1, count: 100)
    var joiner = DTLSFragmentJoiner()
    _ = Self.add(0..<30, of: message, to: &joiner)
    _ = Self.add(50..<60, of: message, to: &joiner)
    let partial = joiner.giveUp()
    #expect(partial.map(\.body.count) == [30])
    #expect(partial.map(\.bodyLength) == [100])
    #expect(joiner.heldByteCount == 0)
    #expect(joiner.isDamaged)
  }
}
