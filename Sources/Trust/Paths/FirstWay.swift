import CertificateChains

/// The path that a peer builds which takes the first issuer that will do for each certificate and looks for no other
/// when that leads nowhere.
///
/// So does OpenSSL (`build_chain` in crypto/x509/x509_vfy.c): at each step it looks in the trusted list first, by name,
/// key identifiers and kind of key, and takes one that is valid at the time, or else the one that ends last; from the
/// first trusted CA on it looks at nothing that was sent.
struct FirstWay {
  private(set) var elements: [TrustElement]
  /// It ends at a CA that the peer trusts.
  private(set) var isComplete = false

  init(from leaf: TrustElement, _ pool: IssuerPool, _ options: VerificationOptions) {
    elements = [leaf]
    var looksAtSent = true
    while let last = elements.last, elements.count <= Self.depth {
      if last.isSelfSigned || options.acceptsPartialChains, pool.trusted.entry(sameAs: last) != nil {
        isComplete = true
        return
      }
      guard !last.isSelfSigned else { return }
      let candidates = pool.candidates(for: last).filter { candidate in
        candidate.hasKeyOfKind(neededBy: last)
          && !elements.contains { $0.certificate.sha256 == candidate.certificate.sha256 }
      }
      if let trusted = Self.first(candidates.filter(\.isTrusted), options.time) {
        elements.append(trusted)
        looksAtSent = false
      } else if looksAtSent, let sent = Self.first(candidates.filter { !$0.isTrusted }, options.time) {
        elements.append(sent)
      } else {
        return
      }
    }
  }

  private static func first(_ candidates: [TrustElement], _ time: Int64?) -> TrustElement? {
    guard let time else { return candidates.first }
    return candidates.first { $0.isValid(at: time) }
      ?? candidates.max { ($0.fields.notAfter?.secondsSinceEpoch ?? 0) < ($1.fields.notAfter?.secondsSinceEpoch ?? 0) }
  }

  /// OpenSSL's own limit is 100.
  private static let depth = 100
}
