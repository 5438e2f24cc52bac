import DequeModule
import WireFormat

/// Which parts of a stream are there: disjoint intervals in order, each with a tag.
///
/// It holds no bytes; the tag tells its owner where they are.
struct IntervalMap<Tag> {
  struct Entry {
    var range: Range<Int64>
    var tag: Tag
  }

  /// Near both ends, adding and removing is cheap: segments come in order but for one, or in reverse order.
  private(set) var entries: Deque<Entry> = []

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }
  var first: Entry? { entries.first }

  /// Adds those parts of `range` that no interval covers; `tag` is asked once for each, in order.
  mutating func insert(_ range: Range<Int64>, tag: (Range<Int64>) -> Tag) {
    var position = range.lowerBound
    var index = firstIndex(endingAfter: position)
    while position < range.upperBound {
      let nextStart = index < entries.count ? entries[index].range.lowerBound : range.upperBound
      if position < nextStart {
        let part = position..<min(nextStart, range.upperBound)
        entries.insert(Entry(range: part, tag: tag(part)), at: index)
        index += 1
        position = part.upperBound
      } else {
        position = entries[index].range.upperBound
        index += 1
      }
    }
  }

  /// Takes the first interval out.
  mutating func removeFirst() -> Entry {
    entries.removeFirst()
  }

  /// Takes out the intervals that overlap `range` and that `condition` holds for.
  mutating func remove(overlapping range: Range<Int64>, where condition: (Tag) -> Bool) -> [Tag] {
    guard !range.isEmpty else { return [] }
    var removed: [Tag] = []
    var index = firstIndex(endingAfter: range.lowerBound)
    while index < entries.count, entries[index].range.lowerBound < range.upperBound {
      if condition(entries[index].tag) {
        removed.append(entries.remove(at: index).tag)
      } else {
        index += 1
      }
    }
    return removed
  }

  mutating func removeAll() -> [Tag] {
    defer { entries = [] }
    return entries.map(\.tag)
  }

  /// The first interval that ends behind `offset`.
  private func firstIndex(endingAfter offset: Int64) -> Int {
    entries.partitioningIndex { $0.range.upperBound > offset }
  }
}
