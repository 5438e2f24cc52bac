import CertificateChains
import Extraction

extension ExtractedChain {
  /// The words of `tls.chain_status`; none where the message holds no X.509 certificates and need not, or is not whole.
  var statusWords: [String] {
    !isComplete || rawPublicKey != nil || isEmpty && !isEmptyMessage ? [] : chain.assess().statusWords
  }
}

extension ChainAssessment {
  /// The words of `tls.chain_status`.
  var statusWords: [String] { statuses.map(\.rawValue) }

  /// How the line under a chain is coloured. A root that was not sent is no fault: it need not be.
  var meaning: TextStyle.Meaning {
    statuses.allSatisfy { $0 == .linkedToRoot || $0 == .rootNotSent } ? .good : .doubtful
  }
}
