extension RandomAccessCollection where Index == Int {
  /// The first index whose element meets a condition that all elements behind it meet as well; `endIndex` where none
  /// does. Binary search.
  @inlinable
  public func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
