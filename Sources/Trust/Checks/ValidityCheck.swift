import CertificateChains

/// Each certificate on the path is valid at the time in question (RFC 5280, 6.1.3 (a) (2)).
struct ValidityCheck: CertificateCheck {
  let name = CheckName.validity

  func findings(_ examination: Examination) -> [Finding] {
    guard let time = examination.options.time else {
      return [Finding(name, .notJudged, "the packet has no time to judge by: give one with --at")]
    }
    let elements = examination.path.elements
    let findings = elements.enumerated().compactMap { finding($1, time, isLeaf: $0 == 0) }
    let end = elements.compactMap { $0.fields.notAfter }.min { $0.secondsSinceEpoch < $1.secondsSinceEpoch }
    return orOK(findings, "valid at that time" + (end.map { ", until \($0.readable)" } ?? ""))
  }

  private func finding(_ element: TrustElement, _ time: Int64, isLeaf: Bool) -> Finding? {
    guard let begin = element.fields.notBefore, let end = element.fields.notAfter else {
      return Finding(name, .undecided, "its dates cannot be read", at: element.reference)
    }
    if time > end.secondsSinceEpoch {
      return fault("expired on \(end.readable)", at: element, advice: isLeaf ? "Renew it." : renewal(element))
    }
    if time < begin.secondsSinceEpoch {
      return fault(
        "is not valid before \(begin.readable)", at: element,
        advice: "Look at the clocks of both sides: is NTP working?")
    }
    return nil
  }

  private func renewal(_ element: TrustElement) -> String {
    switch element.place {
    case .presented: "Replace it on the sender's side by its renewed version."
    case .trusted: "Replace it in the trusted CA list by its renewed version."
    case .supplied: "Take its renewed version."
    }
  }
}

extension CertificateTime {
  /// `2026-11-24 21:15:15 UTC`.
  var readable: String { String(text.filter { $0 != "Z" }.map { $0 == "T" ? " " : $0 }) + " UTC" }
}
