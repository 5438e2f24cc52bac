import CertificateChains

/// Looks for the ways from a certificate to a trusted CA, depth first, in the order in which a peer looks.
///
/// A certificate from which no trusted CA can be reached is looked at once only, so that thousands that all seem to
/// have issued each other take time in proportion to their number; what is left is bounded by ``SearchLimits``.
struct PathSearch {
  private let pool: IssuerPool
  private let acceptsPartialChains: Bool
  private let limits: SearchLimits
  private(set) var complete: [[TrustElement]] = []
  /// The longest way that leads nowhere, the first of equals.
  private(set) var longest: [TrustElement] = []
  private(set) var isCutShort = false
  private var deadEnds: Set<String> = []
  private var steps = 0
  private var candidateCount = 0

  init(pool: IssuerPool, options: VerificationOptions) {
    self.pool = pool
    acceptsPartialChains = options.acceptsPartialChains
    limits = options.limits
  }

  mutating func run(from leaf: TrustElement, _ ledger: inout SignatureLedger) {
    var path = [leaf]
    _ = extend(&path, &ledger)
  }

  /// Whether a trusted CA can be reached from the path's last element.
  private mutating func extend(_ path: inout [TrustElement], _ ledger: inout SignatureLedger) -> Bool {
    guard let last = path.last, complete.count < limits.paths else { return false }
    steps += 1
    if isEnd(last) {
      complete.append(path)
      return true
    }
    if path.count > longest.count { longest = path }
    guard !last.isSelfSigned else { return false }
    guard steps < limits.steps, candidateCount < limits.candidates, path.count < limits.depth else {
      isCutShort = true
      return false
    }
    let wasCut = isCutShort
    isCutShort = false
    defer { isCutShort = isCutShort || wasCut }
    var isReached = false
    let candidates = pool.candidates(for: last)
    candidateCount += candidates.count
    for candidate in candidates {
      let fingerprint = candidate.certificate.sha256
      guard complete.count < limits.paths, !deadEnds.contains(fingerprint),
        !path.contains(where: { $0.certificate.sha256 == fingerprint })
      else { continue }
      guard let verdict = ledger.verdict(on: last, by: candidate) else {
        isCutShort = true
        break
      }
      guard verdict != .invalid else { continue }
      path.append(candidate)
      isReached = extend(&path, &ledger) || isReached
      path.removeLast()
    }
    // Where a limit forbade to look further, nothing is known of the rest.
    if !isReached, !isCutShort { deadEnds.insert(last.certificate.sha256) }
    return isReached
  }

  private func isEnd(_ element: TrustElement) -> Bool {
    pool.trusted.entry(sameAs: element) != nil && (acceptsPartialChains || element.isSelfSigned)
  }
}
