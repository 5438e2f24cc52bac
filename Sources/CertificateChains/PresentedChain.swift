/// A chain exactly as its sender sent it: never reordered, completed or made free of duplicates.
public struct PresentedChain: Sendable {
  public var elements: [Certificate]
  /// TLCP (GB/T 38636): element 1 is its sender's certificate for signatures, element 2 the one for encryption, and
  /// the issuers of both follow.
  public var isCertificatePair = false

  public init(elements: [Certificate]) {
    self.elements = elements
  }

  /// How the chain hangs together. Takes time and memory in proportion to the number of elements.
  public func assess() -> ChainAssessment {
    ChainAssessment(of: elements, isPair: isCertificatePair)
  }
}
