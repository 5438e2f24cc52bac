import CertificateChains

/// No CA has more CAs below it than its pathLenConstraint allows; self-issued ones do not count (RFC 5280, 4.2.1.9).
struct PathLengthCheck: CertificateCheck {
  let name = CheckName.pathLength

  func findings(_ examination: Examination) -> [Finding] {
    var findings: [Finding] = []
    var hasConstraint = false
    var below = 0
    for issuer in examination.issuers {
      if let most = issuer.fields.pathLengthConstraint {
        hasConstraint = true
        if below > most {
          findings.append(
            fault("allows \(most) CAs below it (pathLenConstraint), and there are \(below)", at: issuer))
        }
      }
      if !issuer.isSelfIssued { below += 1 }
    }
    return findings.isEmpty && !hasConstraint ? [] : orOK(findings, "no CA has more below it than it may")
  }
}
