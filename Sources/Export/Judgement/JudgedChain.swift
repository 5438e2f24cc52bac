import CertificateChains
import ChainInput
import Trust

/// A chain with what a peer makes of it, and where it was seen.
public struct JudgedChain: Sendable {
  public var group: ChainGroup
  public var verdict: Verdict
  public var options: VerificationOptions
  /// The trusted CA list, as the user named it.
  public var trustName: String
  public var trustCount: Int

  public init(
    group: ChainGroup, verdict: Verdict, options: VerificationOptions, trustName: String, trustCount: Int
  ) {
    self.group = group
    self.verdict = verdict
    self.options = options
    self.trustName = trustName
    self.trustCount = trustCount
  }
}
