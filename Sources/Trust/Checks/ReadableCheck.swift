import CertificateChains

/// Every element that was sent is there and can be read.
struct ReadableCheck: CertificateCheck {
  let name = CheckName.readable

  func findings(_ examination: Examination) -> [Finding] {
    let isComplete = examination.options.isComplete
    guard !examination.presented.isEmpty || !isComplete else {
      let options = examination.options
      if let refusal = options.refusal {
        return [
          fault(
            "no certificate was sent, and the peer broke the handshake off with alert \(refusal)",
            advice: "Install a certificate on the side that sent none.")
        ]
      }
      let isNeeded = options.role != .client || options.profile.needsClientCertificate
      let advice = "If the peer insists on one, install a certificate on the side that sent none."
      return [
        isNeeded
          ? fault("no certificate was sent, and the peer needs one", advice: advice)
          : warning("no certificate was sent: a peer that insists on one refuses", advice: advice)
      ]
    }
    var findings: [Finding] = []
    if !isComplete {
      findings.append(
        Finding(
          name, .undecided,
          "bytes of the Certificate message are missing in the capture, and what was in them cannot be judged"))
    }
    for (index, element) in examination.presented.enumerated() {
      let reason = examination.certificates[index].parseError
      let reference = CertificateReference(examination.certificates[index], position: index + 1)
      if element == nil {
        findings.append(
          Finding(
            name, .undecided, "cannot be read as a certificate: \(reason ?? "not even its names")",
            at: reference))
      } else if let reason {
        findings.append(Finding(name, .warning, "has a defect that a strict peer refuses: \(reason)", at: reference))
      }
    }
    return orOK(Array(findings.prefix(listedFindings)), "what was sent can be read")
  }
}
