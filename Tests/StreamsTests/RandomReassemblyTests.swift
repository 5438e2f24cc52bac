import DequeModule
import Packets
import TestSupport
import Testing
import WireFormat

@testable import Streams

/// Streams cut, shuffled, lost, repeated and overlapped at random, against a model that is slow and plainly right:
/// an array of optional bytes, filled in the order of arrival.
@Suite struct RandomReassemblyTests {
  @Test(arguments: 0..<60)
  func reassemblyEqualsTheModel(round: Int) {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let length = Int.random(in: 1...600, using: &generator)
    let stream = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let start = UInt32.random(in: 0 ... .max, using: &generator)
    let losesSome = round.isMultiple(of: 2)

    var segments: [Range<Int>] = []
    var position = 0
    while position < length {
      let end = min(length, position + Int.random(in: 1...40, using: &generator))
      segments.append(position..<end)
      position = end
    }
    if losesSome { segments.removeAll { _ in Int.random(in: 0..<6, using: &generator) == 0 } }
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      let from = Int.random(in: 0..<length, using: &generator)
      if !losesSome { segments.append(from..<min(length, from + Int.random(in: 1...60, using: &generator))) }
    }
    segments.shuffle(using: &generator)

    var model = [UInt8?](repeating: nil, count: length)
    var talk = Conversation()
    talk.send(start &- 1, flags: .syn)
    for range in segments {
      for index in range { model[index] = stream[index] }
      talk.send(start &+ UInt32(range.lowerBound), [UInt8](stream[range]))
    }
    talk.finish()

    let isEqual = talk.recorder[1, .forward] == Self.items(of: model)
    #expect(isEqual, "seed \(seed)")
    #expect(talk.reassembler.pool.byteCount == 0, "seed \(seed)")
  }

  /// Bytes and gaps, up to the last byte that is there.
  private static func items(of model: [UInt8?]) -> [Recorder.Item] {
    var items: [Recorder.Item] = []
    let end = (model.lastIndex { $0 != nil } ?? -1) + 1
    for byte in model[..<end] {
      switch (byte, items.last) {
      case (let byte?, .bytes(let before)): items[items.count - 1] = .bytes(before + [byte])
      case (let byte?, _): items.append(.bytes([byte]))
      case (nil, .gap(let count, _)): items[items.count - 1] = .gap(count + 1, .notCaptured)
      case (nil, _): items.append(.gap(1, .notCaptured))
      }
    }
    return items
  }
}

@Suite struct IntervalMapTests {
  @Test(arguments: 0..<40)
  func intervalsEqualTheModel(round: Int) {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var map = IntervalMap<Int>()
    var model: [Int64: Int] = [:]
    var nextTag = 0
    for _ in 0..<60 {
      let start = Int64.random(in: 0..<200, using: &generator)
      let range = start..<start + Int64.random(in: 0...30, using: &generator)
      if Int.random(in: 0..<4, using: &generator) == 0 {
        // Every interval has a tag of its own, so the model forgets whole intervals by their tags.
        let hit = Set(range.compactMap { model[$0] }.filter { $0.isMultiple(of: 2) })
        #expect(Set(map.remove(overlapping: range) { $0.isMultiple(of: 2) }) == hit, "seed \(seed)")
        model = model.filter { !hit.contains($0.value) }
      } else {
        map.insert(range) { part in
          nextTag += 1
          for index in part { model[index] = nextTag }
          return nextTag
        }
        #expect(range.allSatisfy { model[$0] != nil }, "seed \(seed)")
      }
      var seen: [Int64: Int] = [:]
      for entry in map.entries { for index in entry.range { seen[index] = entry.tag } }
      let isEqual = seen == model
      #expect(isEqual, "seed \(seed)")
      #expect(zip(map.entries, map.entries.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
    }
  }
}
