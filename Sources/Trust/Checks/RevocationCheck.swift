import CertificateChains

/// No certificate on the path is on a revocation list that the user gave. Nothing is asked of the network.
struct RevocationCheck: CertificateCheck {
  let name = CheckName.revocation

  func findings(_ examination: Examination) -> [Finding] {
    let lists = examination.options.revocationLists
    guard !lists.isEmpty else {
      return [
        Finding(
          name, .notJudged,
          "not asked for offline; --crl takes a list that you have. A CRL that cannot be had is no trust fault by itself"
        )
      ]
    }
    var findings: [Finding] = []
    var judged = 0
    for (subject, issuer) in examination.path.links {
      guard let list = lists.first(where: { $0.issuer == subject.issuer && isSigned($0, by: issuer) }) else { continue }
      judged += 1
      findings += finding(subject, list, time: examination.options.time).map { [$0] } ?? []
    }
    if judged == 0 {
      return [Finding(name, .notJudged, "no list that was given is of an issuer on the path, and signed by it")]
    }
    return orOK(findings, "not on the lists that were given (\(judged) of \(examination.path.links.count) judged)")
  }

  private func isSigned(_ list: RevocationList, by issuer: TrustElement) -> Bool {
    issuer.details.key?.verifies(list.signature) == .valid
  }

  private func finding(_ subject: TrustElement, _ list: RevocationList, time: Int64?) -> Finding? {
    if let serial = subject.fields.serialNumber, let entry = list.revoked[serial] {
      let isLater = if let entry, let time { entry.secondsSinceEpoch > time } else { false }
      let when = entry.map { " since \($0.readable)" + (isLater ? ", later than the time judged by" : "") } ?? ""
      return fault(
        "is revoked\(when), says the list of \"\(list.issuerText)\"", at: subject, advice: "Renew it with a new key.")
    }
    if list.isPartial { return warning("is not on its issuer's list, which covers a part only", at: subject) }
    if let time, let next = list.nextUpdate, next.secondsSinceEpoch < time {
      return warning(
        "is not on its issuer's list, which was to be replaced on \(next.readable)", at: subject,
        advice: "Take the current list. An outdated list is no trust fault by itself.")
    }
    return nil
  }
}
