import CertificateChains

/// Every element that was sent can be read.
struct ReadableCheck: CertificateCheck {
  let name = CheckName.readable

  func findings(_ examination: Examination) -> [Finding] {
    guard !examination.presented.isEmpty else {
      return [
        fault(
          "no certificate was sent: a peer that asks for one refuses",
          advice: "Install a certificate on the side that sent none.")
      ]
    }
    var findings: [Finding] = []
    for (index, element) in examination.presented.enumerated() {
      let reason = examination.certificates[index].parseError
      let reference = CertificateReference(examination.certificates[index], position: index + 1)
      if element == nil {
        findings.append(
          Finding(name, .undecided, "cannot be read as a certificate: \(reason ?? "not even its names")", at: reference)
        )
      } else if let reason {
        findings.append(Finding(name, .warning, "has a defect that a strict peer refuses: \(reason)", at: reference))
      }
    }
    return orOK(Array(findings.prefix(listedFindings)), "what was sent can be read")
  }
}
