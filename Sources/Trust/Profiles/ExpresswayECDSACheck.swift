import CertificateChains

/// A peer of CUCM trusts the issuer of the certificate that is really sent, the ECDSA one among them.
///
/// Source: Cisco, "Troubleshoot Expressway Traffic Server Certificate Verification for MRA Services" (document 218018,
/// CSCwc69661): from X14.2 on the certificates of CUCM, IM&P and Unity are verified. That its cipher order prefers ECDSA,
/// so that they show their ECDSA certificate (tomcat-ECDSA, CallManager-ECDSA), whose issuer may be another than that of
/// the RSA one, is from Cisco's guide to MRA certificates; no second source was found. Hence a warning, and only where
/// the path lacks something anyway.
struct ExpresswayECDSACheck: CertificateCheck {
  let name = CheckName.expresswayECDSA
  let version: ExpresswayVersion?

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf, leaf.fields.publicKeyAlgorithm == "EC", examination.options.role == .server,
      !examination.path.isComplete, version.map({ $0 >= ExpresswayVersion(14, 2) }) ?? true
    else { return [] }
    return [
      warning(
        "this is the server's ECDSA certificate, which Expressway prefers since X14.2; the CA of its RSA certificate may"
          + " be trusted and does not help", at: leaf, advice: "Trust the issuer of the ECDSA certificate, too.")
    ]
  }
}
