import CertificateChains

/// A path from a sender's certificate towards a CA that the peer trusts, leaf first.
public struct CertificationPath: Sendable {
  /// Why a path does not lead to a trusted CA.
  enum Gap: Sendable {
    /// The last element's issuer is neither sent nor trusted.
    case issuerMissing
    /// The last element is a root that is not trusted.
    case untrustedRoot
    /// A CA on the trust list has the issuer's name, but is no root, and its own issuer is missing.
    case trustedIntermediate
    /// The search was too expensive to be finished.
    case searchLimit
  }

  public let elements: [TrustElement]
  let gap: Gap?

  /// It ends at a CA that the peer trusts.
  public var isComplete: Bool { gap == nil }

  /// Each element that issued another, with the one it issued.
  var links: [(subject: TrustElement, issuer: TrustElement)] {
    zip(elements, elements.dropFirst()).map { ($0, $1) }
  }
}
