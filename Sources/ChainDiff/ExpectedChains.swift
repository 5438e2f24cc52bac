import CertificateChains

/// Several expected chains, of which a seen one is compared with the one that it is most like.
public struct ExpectedChains: Sendable {
  public struct Chain: Sendable {
    public var elements: [ComparedElement]
    /// `server`, `client`; nil where nobody knows.
    public var role: String?

    public init(elements: [ComparedElement], role: String?) {
      self.elements = elements
      self.role = role
    }
  }

  private let chains: [Chain]
  private let traits: [Affinity]

  public init(_ chains: [Chain]) {
    self.chains = chains
    traits = chains.map(Affinity.init)
  }

  /// The place of the chain to compare with: of the same role where there is one, then with the most in common, then
  /// the first; nil where none is expected.
  public func closest(to seen: Chain) -> Int? {
    let affinity = Affinity(seen)
    return chains.indices.max { left, right in
      // max(by:) gives the last of equals, and the first is wanted.
      let (one, other) = (traits[left].score(affinity), traits[right].score(affinity))
      return one == other ? left > right : one.lexicographicallyPrecedes(other)
    }
  }
}

private struct Affinity {
  private let role: String?
  private let fingerprints: Set<String>
  private let leaf: String?
  private let key: String?
  private let subject: CanonicalName?

  init(_ chain: ExpectedChains.Chain) {
    role = chain.role
    fingerprints = Set(chain.elements.map(\.sha256))
    leaf = chain.elements.first?.sha256
    let details = (chain.elements.first?.certificate).flatMap { CertificateDetails($0) }
    key = details?.key?.sha256
    subject = details?.subject
  }

  func score(_ other: Affinity) -> [Int] {
    let hasOtherRole = role != nil && other.role != nil && role != other.role
    return [
      hasOtherRole ? 0 : 1, leaf == other.leaf ? 1 : 0, key != nil && key == other.key ? 1 : 0,
      subject != nil && subject == other.subject ? 1 : 0, fingerprints.intersection(other.fingerprints).count,
    ]
  }
}
