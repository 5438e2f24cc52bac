import WireFormat

/// Which bytes of a datagram have been received: disjoint ranges in order, none touching the next.
struct ReceivedRanges {
  private(set) var ranges: [Range<Int>] = []

  /// End of the last range.
  var end: Int { ranges.last?.upperBound ?? 0 }

  func isExactly(_ range: Range<Int>) -> Bool {
    ranges.count == 1 && ranges[0] == range
  }

  /// The parts of `range` that have not been received.
  func gaps(in range: Range<Int>) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var position = range.lowerBound
    for known in ranges[firstIndex(endingAtOrAfter: range.lowerBound)...] {
      if known.lowerBound >= range.upperBound { break }
      if known.lowerBound > position { gaps.append(position..<known.lowerBound) }
      position = max(position, known.upperBound)
    }
    if position < range.upperBound { gaps.append(position..<range.upperBound) }
    return gaps
  }

  mutating func insert(_ range: Range<Int>) {
    let first = firstIndex(endingAtOrAfter: range.lowerBound)
    var last = first
    var merged = range
    while last < ranges.count, ranges[last].lowerBound <= range.upperBound {
      merged = min(merged.lowerBound, ranges[last].lowerBound)..<max(merged.upperBound, ranges[last].upperBound)
      last += 1
    }
    ranges.replaceSubrange(first..<last, with: [merged])
  }

  private func firstIndex(endingAtOrAfter position: Int) -> Int {
    ranges.partitioningIndex { $0.upperBound >= position }
  }
}
