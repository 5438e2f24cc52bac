import CertificateChains

/// Where issuers are looked for, in the order in which a peer looks: its trusted CA list from the top, what was sent,
/// what the user added.
struct IssuerPool {
  let trusted: TrustList
  let presented: TrustList
  let supplied: TrustList

  /// All that have the name of `subject`'s issuer, each certificate once.
  func named(likeIssuerOf subject: TrustElement) -> [TrustElement] {
    guard let name = subject.issuer else { return [] }
    var seen: Set<String> = []
    return [trusted, presented, supplied].flatMap { $0.entries(withSubject: name) }
      .filter { seen.insert($0.certificate.sha256).inserted }
  }

  /// Those that key identifiers do not exclude. An empty name says nothing, so that identifiers must agree.
  func candidates(for subject: TrustElement) -> [TrustElement] {
    named(likeIssuerOf: subject).filter { candidate in
      guard !subject.keyIdentifiersExclude(candidate) else { return false }
      guard subject.issuer?.isEmpty == true else { return true }
      return subject.fields.authorityKeyIdentifier != nil
        && subject.fields.authorityKeyIdentifier == candidate.fields.subjectKeyIdentifier
    }
  }
}
