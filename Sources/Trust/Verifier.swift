import CertificateChains

/// Judges chains for a peer that trusts exactly the CAs of a list.
///
/// Signatures are remembered from chain to chain, so that a capture with thousands of connections costs little more
/// than its distinct certificates.
public struct Verifier {
  public let trusted: TrustList
  public let supplied: TrustList
  private var ledger: SignatureLedger

  /// - Parameter supplied: intermediates that are looked at besides what a sender presents; trusted by nobody.
  public init(trusted: TrustList, supplied: TrustList = TrustList([])) {
    self.trusted = trusted
    self.supplied = supplied
    ledger = SignatureLedger(limits: SearchLimits())
  }

  public mutating func verify(_ chain: PresentedChain, options: VerificationOptions) -> Verdict {
    ledger.refill(limits: options.limits)
    let entries = chain.elements.enumerated().map { TrustList.Entry(certificate: $1, label: "[\($0 + 1)]") }
    let presented = TrustList(entries) { .presented($0) }
    var elements = [TrustElement?](repeating: nil, count: entries.count)
    for element in presented.elements {
      if case .presented(let position) = element.place { elements[position - 1] = element }
    }
    let pool = IssuerPool(trusted: trusted, presented: presented, supplied: supplied)
    guard let first = elements.first, let sent = first else {
      let nothing = Examination(
        options: options, pool: pool, presented: elements, certificates: chain.elements,
        path: CertificationPath(elements: [], gap: .issuerMissing), signatures: [], linkedPositions: [], namesakes: [])
      return Verdict(path: nothing.path, findings: ReadableCheck().findings(nothing))
    }
    let linked = linkedPositions(of: chain, options)
    // In the wrong order a peer takes an issuer for the sender; that is one fault. The rest is said of the sender's own.
    let leaf = linked.contains(1) ? linked.first.flatMap { elements[$0 - 1] } ?? sent : sent
    var search = PathSearch(pool: pool, options: options)
    search.run(from: leaf, &ledger)
    let examinations = paths(search, pool).map { path in
      Examination(
        options: options, pool: pool, presented: elements, certificates: chain.elements, path: path,
        signatures: path.links.map { ledger.verdict(on: $0.subject, by: $0.issuer) ?? .notVerified(algorithm: "") },
        linkedPositions: linked, namesakes: [])
    }
    var chosen = best(of: examinations)
    chosen.namesakes = chosen.path.elements.map { subject in
      .init(
        subject: subject,
        candidates: pool.named(likeIssuerOf: subject).map { ($0, ledger.verdict(on: subject, by: $0)) })
    }
    let checks = generalChecks + options.profile.checks
    return Verdict(path: chosen.path, findings: checks.flatMap { $0.findings(chosen) })
  }

  /// The positions of the elements that issued each other, leaf first.
  private func linkedPositions(of chain: PresentedChain, _ options: VerificationOptions) -> [Int] {
    guard chain.elements.count > 1 else { return [] }
    var chain = chain
    chain.isCertificatePair = options.isCertificatePair
    return chain.assess().linkedPositions
  }

  private func paths(_ search: PathSearch, _ pool: IssuerPool) -> [CertificationPath] {
    if !search.complete.isEmpty { return search.complete.map { CertificationPath(elements: $0, gap: nil) } }
    guard let last = search.longest.last else { return [CertificationPath(elements: [], gap: .issuerMissing)] }
    let gap: CertificationPath.Gap =
      if search.isCutShort {
        .searchLimit
      } else if last.isSelfSigned {
        .untrustedRoot
      } else if pool.trusted.entry(sameAs: last) != nil, pool.named(likeIssuerOf: last).isEmpty {
        .trustedIntermediate
      } else {
        .issuerMissing
      }
    return [CertificationPath(elements: search.longest, gap: gap)]
  }

  /// The first path without a fault of its own, as a peer finds that tries one after the other; else the first.
  private func best(of examinations: [Examination]) -> Examination {
    examinations.first { examination in
      !pathChecks.contains { $0.findings(examination).contains { $0.outcome == .fault } }
    } ?? examinations[0]
  }
}

/// Those that can turn out otherwise on another path.
private let pathChecks: [any CertificateCheck] = [
  SignatureCheck(), ValidityCheck(), BasicConstraintsCheck(), PathLengthCheck(), KeyUsageCheck(),
  ExtendedKeyUsageCheck(), NameConstraintsCheck(), CriticalExtensionsCheck(), RevocationCheck(),
]

/// All that any profile checks, in the order in which they are reported.
private let generalChecks: [any CertificateCheck] = [
  ReadableCheck(), PathCheck(), SignatureCheck(), TrustOrderCheck(), ValidityCheck(), BasicConstraintsCheck(),
  PathLengthCheck(), KeyUsageCheck(), ExtendedKeyUsageCheck(), NameConstraintsCheck(), CriticalExtensionsCheck(),
  NamesCheck(), KeyStrengthCheck(), FormCheck(), OrderCheck(), DuplicatesCheck(), UnrelatedCheck(),
  NeedlessRootCheck(), RevocationCheck(),
]

extension Verifier {
  /// The moments at which a verdict on `chain` can change, ascending, in seconds since 1970-01-01 UTC: between two of
  /// them it is the same whatever the time.
  public func moments(of chain: PresentedChain, options: VerificationOptions) -> [Int64] {
    let certificates = chain.elements.map(\.fields) + (trusted.elements + supplied.elements).map(\.fields)
    let dates = certificates.flatMap { fields in
      [fields?.notBefore?.secondsSinceEpoch, (fields?.notAfter?.secondsSinceEpoch).map { $0 &+ 1 }]
    }
    let lists = options.revocationLists.map { ($0.nextUpdate?.secondsSinceEpoch).map { $0 &+ 1 } }
    return Array(Set((dates + lists).compactMap(\.self))).sorted()
  }
}
