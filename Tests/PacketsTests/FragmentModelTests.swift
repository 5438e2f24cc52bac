import TestSupport
import Testing
import WireFormat

@testable import Packets

/// What ``FragmentTable`` must do, as simply as it can be said: one optional byte for each byte of
/// a datagram, every rule a loop over them.
struct FragmentModel {
  struct Datagram {
    var bytes = [UInt8?](repeating: nil, count: 64)
    var total: Int?
    var isComplete: Bool { total.map { bytes[..<$0].allSatisfy { $0 != nil } } ?? false }
  }

  private(set) var datagrams: [UInt32: Datagram] = [:]
  private(set) var givenUp = 0

  var waiting: Int { datagrams.values.count { !$0.isComplete } }

  mutating func add(_ identification: UInt32, offset: Int, isLast: Bool, _ payload: [UInt8]) -> [UInt8]? {
    var datagram = datagrams[identification] ?? Datagram()
    let end = offset + payload.count
    let known = datagram.bytes[offset..<end]
    let isKnown = known.allSatisfy { $0 != nil }
    let endsElsewhere = datagram.total.map { end > $0 || (isLast && end != $0) } ?? false
    let isShorter = isLast && datagram.bytes[end...].contains { $0 != nil }
    let saysOther = isKnown && Array(known) != payload && (offset == 0 || datagram.isComplete)
    if endsElsewhere || isShorter || saysOther {
      if !datagram.isComplete { givenUp += 1 }
      datagram = Datagram()
    }
    let wasComplete = datagram.isComplete
    if isLast { datagram.total = end }
    for (index, byte) in payload.enumerated() where datagram.bytes[offset + index] == nil {
      datagram.bytes[offset + index] = byte
    }
    datagrams[identification] = datagram
    guard !wasComplete, datagram.isComplete, let total = datagram.total else { return nil }
    return datagram.bytes[..<total].compactMap { $0 }
  }
}

@Suite struct FragmentModelTests {
  @Test func `random fragments, against the model`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      var table = FragmentTable(limits: FragmentLimits())
      var model = FragmentModel()
      // Few bytes to choose from, so that fragments agree often and contradict sometimes.
      let units = Int.random(in: 1...8, using: &random)
      let contents = (0..<2).map { _ in (0..<(units * 8)).map { _ in UInt8.random(in: 0...255, using: &random) } }
      for packet in 1...80 {
        let identification = UInt32.random(in: 1...2, using: &random)
        let first = Int.random(in: 0..<units, using: &random)
        let end = Int.random(in: (first + 1)...units, using: &random)
        let isLast =
          end == units ? Int.random(in: 0..<8, using: &random) != 0 : Int.random(in: 0..<40, using: &random) == 0
        let byteCount = (end - first) * 8 - (isLast ? Int.random(in: 0...1, using: &random) : 0)
        let source = contents[Int.random(in: 0..<12, using: &random) == 0 ? 1 : 0]
        let payload = Array(source[(first * 8)..<(first * 8 + byteCount)])
        let fragment = Fragment(
          key: FragmentKey(
            source: v4Source, destination: v4Destination, protocolNumber: 6, identification: identification),
          protocolNumber: .gre, offset: first * 8, isLast: isLast)
        #expect(fragment.fits(byteCount: byteCount))
        let datagram = table.add(fragment, payload.span, packet: packet, time: nil)
        let expected = model.add(identification, offset: first * 8, isLast: isLast, payload)
        #expect(datagram?.bytes == expected, "seed \(seed)")
        #expect(table.waitingDatagramCount == model.waiting, "seed \(seed)")
        #expect(table.counts.givenUpDatagramCount == model.givenUp, "seed \(seed)")
      }
    }
  }

  @Test func `random ranges, against a set`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var ranges = ReceivedRanges()
      var set = Set<Int>()
      for _ in 0..<20 {
        let start = Int.random(in: 0..<60, using: &random)
        let range = start..<(start + Int.random(in: 1...12, using: &random))
        let gaps = Set(ranges.gaps(in: range).joined())
        #expect(gaps == Set(range).subtracting(set), "seed \(seed)")
        ranges.insert(range)
        set.formUnion(range)
        #expect(Set(ranges.ranges.joined()) == set, "seed \(seed)")
        #expect(zip(ranges.ranges, ranges.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        #expect(ranges.end == (set.max() ?? -1) + 1)
      }
    }
  }

  @Test func `limits hold against a flood`() {
    let limits = FragmentLimits(datagramCount: 50, byteCount: 100_000)
    var table = FragmentTable(limits: limits)
    var random = SeededGenerator(seed: 1)
    let payload = [UInt8](repeating: 7, count: 8)
    for packet in 1...4_000 {
      let fragment = Fragment(
        key: FragmentKey(
          source: v4Source, destination: v4Destination, protocolNumber: 6,
          identification: UInt32.random(in: 0...80, using: &random)),
        protocolNumber: .tcp, offset: Int.random(in: 0...1000, using: &random) * 8,
        isLast: Int.random(in: 0...5, using: &random) == 0)
      _ = table.add(fragment, payload.span, packet: packet, time: nil)
      #expect(table.datagramCount <= limits.datagramCount)
      #expect(table.byteCount <= limits.byteCount)
      #expect(table.queueCount <= 2 * limits.datagramCount + 66)
    }
  }
}
