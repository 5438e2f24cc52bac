import ChainDiff
import ChainInput

/// An expected chain against one that was seen, with where each is from.
public struct ComparedChain: Sendable {
  public var expected: InputChain
  /// Nil where nothing that was seen was compared with the expected one.
  public var seen: ChainGroup?
  public var difference: ChainDifference

  public init(expected: InputChain, seen: ChainGroup?, options: DiffOptions) {
    self.expected = expected
    self.seen = seen
    var options = options
    // The files of a folder have no order.
    if !expected.isOrdered || seen?.chain.isOrdered == false { options.ignoresOrder = true }
    options.isExpectedComplete = expected.isComplete
    options.isSeenComplete = seen?.chain.isComplete ?? true
    difference = ChainDifference(
      expected: expected.comparedElements, seen: seen?.chain.comparedElements ?? [], options: options)
  }
}

extension InputChain {
  /// As ``ChainDifference`` takes them.
  public var comparedElements: [ComparedElement] {
    elements.enumerated().map {
      ComparedElement(position: $0 + 1, sha256: $1.sha256, certificate: $1.certificate)
    }
  }
}
