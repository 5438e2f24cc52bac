import CertificateChains

/// Everything that was sent has to do with the path.
struct UnrelatedCheck: CertificateCheck {
  let name = CheckName.unrelated

  func findings(_ examination: Examination) -> [Finding] {
    guard examination.presented.count > 1, let leaf = examination.leaf else { return [] }
    var reached: Set<String> = Set(examination.path.elements.map(\.certificate.sha256))
    var pending = [leaf] + examination.issuers
    // Alternative issuers, and theirs, are related; each certificate is looked at once.
    var candidateCount = 0
    while let element = pending.popLast() {
      let candidates = examination.pool.candidates(for: element)
      candidateCount += candidates.count
      // A chain of thousands that all seem to have issued each other: what is unrelated is nobody's question then.
      guard candidateCount < examination.options.limits.candidates else { return [] }
      for candidate in candidates where reached.insert(candidate.certificate.sha256).inserted {
        pending.append(candidate)
      }
    }
    var findings: [Finding] = []
    for (index, element) in examination.presented.enumerated() {
      guard let element, !reached.contains(element.certificate.sha256) else { continue }
      if index == 1, examination.options.isCertificatePair { continue }
      findings.append(
        warning(
          "has nothing to do with the sender's certificate: \(element.name)", at: element,
          advice: "Remove it from what the sender sends."))
    }
    return orOK(Array(findings.prefix(listedFindings)), "everything that was sent belongs together")
  }
}
