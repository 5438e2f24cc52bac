import CertificateChains
import WireFormat

/// Which element of one chain is which of the other: by what they are, not by where they stand.
///
/// First the same certificates, then those of the same key, then those of the same subject; at last what is left of the
/// two senders' own. Each element has at most one partner, and takes the first that fits.
struct Alignment {
  struct Pair {
    var seen: Int
    var change: ElementDifference.Change
  }

  private var pairs: [Int: Pair] = [:]
  /// Places of the seen elements without partner, in order.
  private(set) var extra: [Int] = []

  init(_ expected: [ComparedElement], _ seen: [ComparedElement]) {
    let (before, after) = (expected.map(Traits.init), seen.map(Traits.init))
    var taken: Set<Int> = []
    func match(_ change: ElementDifference.Change, by trait: (Traits) -> AnyHashable?) -> [Int: Pair] {
      var free: [AnyHashable: [Int]] = [:]
      for index in after.indices.reversed() where !taken.contains(index) {
        if let key = trait(after[index]) { free[key, default: []].append(index) }
      }
      var found: [Int: Pair] = [:]
      for index in before.indices where pairs[index] == nil {
        guard let key = trait(before[index]), let partner = free[key]?.popLast() else { continue }
        taken.insert(partner)
        found[index] = Pair(seen: partner, change: change)
      }
      return found
    }
    pairs.merge(match(.same) { $0.sha256 }) { first, _ in first }
    pairs.merge(match(.renewed) { $0.key }) { first, _ in first }
    pairs.merge(match(.rekeyed) { $0.subject }) { first, _ in first }
    if pairs[0] == nil, !taken.contains(0), before.first?.key != nil, after.first?.key != nil {
      pairs[0] = Pair(seen: 0, change: .replaced)
      taken.insert(0)
    }
    extra = after.indices.filter { !taken.contains($0) }
  }

  func pair(ofExpected index: Int) -> Pair? { pairs[index] }

  /// Expected elements that would have to be moved to bring the seen ones into the expected order: all but the longest
  /// run that is in order already.
  var movedPairs: Set<Int> {
    let order = pairs.keys.sorted()
    let places = order.compactMap { pairs[$0]?.seen }
    let staying = longestIncreasingRun(places)
    return Set(order.indices.filter { !staying.contains($0) }.map { order[$0] })
  }
}

/// What an element is told by; nil for what is not known.
private struct Traits {
  var sha256: String
  var key: String?
  var subject: CanonicalName?

  init(_ element: ComparedElement) {
    sha256 = element.sha256
    let details = element.certificate.flatMap { CertificateDetails($0) }
    key = details?.key?.sha256
    subject = details?.subject.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Indices of the longest strictly increasing subsequence (patience sorting).
func longestIncreasingRun(_ values: [Int]) -> Set<Int> {
  // The index of the smallest end of a run of each length, and what each element follows.
  var ends: [Int] = []
  var previous = [Int?](repeating: nil, count: values.count)
  for (index, value) in values.enumerated() {
    let length = ends.partitioningIndex { values[$0] >= value }
    previous[index] = length > 0 ? ends[length - 1] : nil
    if length == ends.count { ends.append(index) } else { ends[length] = index }
  }
  var run: Set<Int> = []
  var next = ends.last
  while let index = next {
    run.insert(index)
    next = previous[index]
  }
  return run
}
