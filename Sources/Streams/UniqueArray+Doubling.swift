import BasicContainers

extension UniqueArray where Element: ~Copyable {
  /// Appends, and makes room for twice as many where there is none. UniqueArray's own steps of a half leave more behind
  /// that the allocator cannot use again: for a million flows that are never closed, half as much memory again.
  @inline(__always)
  package mutating func appendDoubling(_ element: consuming Element) {
    if count == capacity { reserveCapacity(max(16, 2 * capacity)) }
    append(element)
  }
}
