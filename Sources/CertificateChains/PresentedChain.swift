/// A chain exactly as its sender sent it: never reordered, completed or made free of duplicates.
public struct PresentedChain: Sendable {
  public var elements: [Certificate]

  public init(elements: [Certificate]) {
    self.elements = elements
  }

  /// How the chain hangs together. Takes time and memory in proportion to the number of elements.
  public func assess() -> ChainAssessment {
    ChainAssessment(of: elements)
  }
}
