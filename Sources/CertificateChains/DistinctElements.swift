/// Tells which elements of a chain are there for the first time.
struct DistinctElements {
  private var firsts: [(element: Certificate, index: Int)] = []
  /// By SHA-256; in use once there are too many to compare each with all.
  private var indexes: [String: Int] = [:]

  /// - Returns: the index of the first one of the same bytes; nil where this is it.
  mutating func insert(_ element: Certificate, index: Int) -> Int? {
    if firsts.count < Self.mostToCompare {
      if let first = firsts.first(where: { $0.element === element || $0.element.der == element.der }) {
        return first.index
      }
      firsts.append((element, index))
      return nil
    }
    if indexes.isEmpty {
      for first in firsts { indexes[first.element.sha256] = first.index }
    }
    if let first = indexes[element.sha256] { return first }
    indexes[element.sha256] = index
    return nil
  }

  private static let mostToCompare = 12
}
