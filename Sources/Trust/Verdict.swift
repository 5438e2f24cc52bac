import CertificateChains

/// What a peer that trusts certain CAs makes of a chain, check by check.
public struct Verdict: Sendable {
  /// The path that was found, or the longest way that leads nowhere; empty where nothing can be read.
  public let path: CertificationPath
  /// In the order of the checks; each that applies says something, if only that all is well.
  public let findings: [Finding]

  /// The worst of all findings.
  public var outcome: Finding.Outcome {
    for outcome in [Finding.Outcome.fault, .undecided, .warning]
    where findings.contains(where: { $0.outcome == outcome }) {
      return outcome
    }
    return .ok
  }

  public func count(_ outcome: Finding.Outcome) -> Int { findings.count { $0.outcome == outcome } }
}
