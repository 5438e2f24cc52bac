import CertificateChains

extension PresentedChain {
  /// The words of `tls.chain_status`.
  var statusWords: [String] { [] }

  /// One line that says how the chain hangs together.
  var sentence: String { "" }
}

extension PresentedChain {
  var soundness: TextStyle.Meaning { .good }
}
extension Certificate {
  var pemBytes: [UInt8] { Array("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n".utf8) }
}
