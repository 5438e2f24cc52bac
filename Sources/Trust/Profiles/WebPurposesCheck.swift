import CertificateChains

/// serverAuth is in the certificate, and anyExtendedKeyUsage is not.
///
/// Source: CA/Browser Forum, Baseline Requirements 2.x, 7.1.2.7.10: id-kp-serverAuth is a must, anyExtendedKeyUsage a must
/// not.
struct WebPurposesCheck: CertificateCheck {
  let name = CheckName.webPurposes

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf else { return [] }
    let purposes = leaf.fields.extendedKeyUsage ?? []
    var findings: [Finding] = []
    if !purposes.contains(VerificationOptions.Role.server.purpose) {
      findings.append(fault("lacks serverAuth", at: leaf))
    }
    if purposes.contains("2.5.29.37.0") { findings.append(fault("has anyExtendedKeyUsage", at: leaf)) }
    return orOK(findings, "has serverAuth")
  }
}
