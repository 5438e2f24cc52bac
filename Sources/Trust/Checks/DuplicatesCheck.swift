import CertificateChains

/// No certificate was sent twice.
struct DuplicatesCheck: CertificateCheck {
  let name = CheckName.duplicates

  func findings(_ examination: Examination) -> [Finding] {
    guard examination.presented.count > 1 else { return [] }
    var first: [String: Int] = [:]
    var findings: [Finding] = []
    for (index, certificate) in examination.certificates.enumerated() {
      if let earlier = first[certificate.sha256] {
        findings.append(
          Finding(
            name, .warning, "is the same certificate as [\(earlier)], sent again",
            at: CertificateReference(certificate, position: index + 1),
            advice: "Remove it from what the sender sends."))
      } else {
        first[certificate.sha256] = index + 1
      }
    }
    return orOK(Array(findings.prefix(listedFindings)), "no certificate was sent twice")
  }
}

/// Of one check that speaks of each element: a hostile chain has thousands.
let listedFindings = 8
