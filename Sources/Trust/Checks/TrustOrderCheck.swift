import CertificateChains

/// No other CA of the same subject stands above the right one in the trusted list: the first with a matching subject
/// is used, and hides the one behind it.
///
/// Source: Cisco's guide to certificates for Mobile and Remote Access; "Server Certificate Requirements for Unified
/// Communications" (X14.3), of self-signed tomcat and CallManager certificates with one CN; OpenSSL's X509_STORE_CTX_get1_issuer takes the
/// first that key identifiers do not exclude, that has the right kind of key and is not expired.
struct TrustOrderCheck: CertificateCheck {
  let name = CheckName.trustOrder

  func findings(_ examination: Examination) -> [Finding] {
    var findings: [Finding] = []
    var namesakeCount = 0
    for (index, namesakes) in examination.namesakes.enumerated() {
      let subject = namesakes.subject
      // Nobody asks who issued the CA that ends a path. A self-signed leaf, though, is looked up by its name.
      let isEnd = examination.path.isComplete && index == examination.namesakes.count - 1
      // Nor does one that is not trusted have another issuer than itself.
      if index > 0, subject.isSelfSigned { continue }
      if isEnd, index > 0 || examination.options.acceptsPartialChains { continue }
      let trusted = namesakes.candidates.filter(\.element.isTrusted)
      namesakeCount = max(namesakeCount, trusted.count)
      let right = trusted.firstIndex { $0.verdict == .valid }
      // Nobody of the list signed it: that is a conflict only where the right issuer was sent.
      guard right != nil || namesakes.candidates.contains(where: { $0.verdict == .valid }) else { continue }
      let hiding = trusted[..<(right ?? trusted.count)].filter { $0.verdict == .invalid }.map(\.element)
      findings += finding(subject, hiding, examination, isRightListed: right != nil).map { [$0] } ?? []
    }
    if findings.isEmpty { findings = FirstWayCheck().findings(examination) }
    guard findings.isEmpty else { return findings }
    return [
      ok(
        namesakeCount > 1
          ? "CAs with the same subject are in the trusted CA list; none hides the right one"
          : "no other CA of the same subject in the trusted CA list")
    ]
  }

  private func finding(
    _ subject: TrustElement, _ hiding: [TrustElement], _ examination: Examination, isRightListed: Bool
  ) -> Finding? {
    guard let first = hiding.first else { return nil }
    let confusing = hiding.first { entry in
      !subject.keyIdentifiersExclude(entry) && entry.hasKeyOfKind(neededBy: subject)
        && (examination.options.time.map { entry.isValid(at: $0) } ?? true)
    }
    let advice =
      isRightListed
      ? "Remove the other one from the trusted CA list, or move the right one above it."
      : "Replace it in the trusted CA list by the right one."
    if let confusing {
      return fault(
        "\(confusing.label) has its issuer's subject \(confusing.quotedSubject) and another key. It "
          + (isRightListed
            ? "stands above the right one and hides it" : "hides the right one, which is not in the list"),
        at: subject, advice: advice)
    }
    let text =
      "\(first.label) has its issuer's subject \(first.quotedSubject) and another key, and "
      + (isRightListed ? "stands above the right one." : "the right one is not in the list.")
      + " Only key identifiers, kinds of key or dates tell them apart"
    return examination.options.profile.firstSubjectWins
      ? fault(text + "; Expressway takes the first with a matching subject", at: subject, advice: advice)
      : warning(text, at: subject, advice: advice)
  }
}
