import CertificateChains

/// Each issuer on the path says that it is a CA (RFC 5280, 6.1.4 (k)).
struct BasicConstraintsCheck: CertificateCheck {
  let name = CheckName.basicConstraints

  func findings(_ examination: Examination) -> [Finding] {
    var findings: [Finding] = []
    for issuer in examination.issuers {
      switch issuer.fields.isCA {
      case true?: continue
      case false?:
        findings.append(
          fault(
            "has issued a certificate, but its BasicConstraints say CA:FALSE", at: issuer,
            advice: "Have the certificate issued by a real CA."))
      case nil where issuer.isSelfSigned && (issuer.fields.version ?? 3) < 3:
        findings.append(
          warning("is a root of X.509 version \(issuer.fields.version ?? 1), which cannot say CA:TRUE", at: issuer))
      case nil:
        findings.append(
          fault(
            "has issued a certificate, but has no BasicConstraints with CA:TRUE", at: issuer,
            advice: "Have this CA certificate issued anew with BasicConstraints CA:TRUE."))
      }
    }
    if let leaf = examination.leaf, leaf.fields.isCA == true {
      findings.append(
        warning(
          "is a CA's certificate (CA:TRUE) and serves as the sender's own", at: leaf,
          advice: "Give the server a certificate of its own."))
    }
    guard !examination.issuers.isEmpty || !findings.isEmpty else { return [] }
    return orOK(findings, "every issuer says CA:TRUE")
  }
}
