import CertificateChains

/// One chain on one path, and all that a check may look at.
struct Examination {
  let options: VerificationOptions
  let pool: IssuerPool
  /// What was sent, in its order; nil for an element that cannot be read.
  let presented: [TrustElement?]
  let certificates: [Certificate]
  let path: CertificationPath
  /// Each link of the path, as verified.
  let signatures: [SignatureVerdict]
  /// Positions of the elements that were sent and issued each other, leaf first.
  let linkedPositions: [Int]
  /// For each element of the path, whatever has its issuer's name, in the order in which a peer looks.
  /// Empty while paths are compared, of which each is complete.
  var namesakes: [Namesakes]

  struct Namesakes {
    let subject: TrustElement
    /// With whether the key of each signed `subject`; nil where the search limit forbade to look.
    let candidates: [(element: TrustElement, verdict: SignatureVerdict?)]
  }

  /// The sender's own certificate.
  var leaf: TrustElement? { path.elements.first }
  /// The path's elements that issued others.
  var issuers: [TrustElement] { Array(path.elements.dropFirst()) }
}

/// One thing that is checked, of any chain alike.
protocol CertificateCheck: Sendable {
  var name: CheckName { get }
  /// What there is to say; empty where the check does not apply.
  func findings(_ examination: Examination) -> [Finding]
}

extension CertificateCheck {
  func ok(_ text: String) -> Finding { Finding(name, .ok, text) }

  func fault(_ text: String, at element: TrustElement? = nil, advice: String? = nil) -> Finding {
    Finding(name, .fault, text, at: element?.reference, advice: advice)
  }

  func warning(_ text: String, at element: TrustElement? = nil, advice: String? = nil) -> Finding {
    Finding(name, .warning, text, at: element?.reference, advice: advice)
  }

  /// `found`, or that all is well.
  func orOK(_ found: [Finding], _ text: String) -> [Finding] { found.isEmpty ? [ok(text)] : found }
}
