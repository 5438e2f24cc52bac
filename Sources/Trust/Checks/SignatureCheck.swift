import CertificateChains

/// Each certificate on the path bears the signature of the next one's key.
struct SignatureCheck: CertificateCheck {
  let name = CheckName.signature

  func findings(_ examination: Examination) -> [Finding] {
    let links = examination.path.links
    var findings: [Finding] = []
    for (link, verdict) in zip(links, examination.signatures) {
      if case .notVerified(let algorithm) = verdict {
        findings.append(
          Finding(
            name, .undecided, "not verified: \(algorithm) with \(keyText(link.issuer)) is not known here",
            at: link.subject.reference))
      }
    }
    // Where bytes are missing, the right issuer may have been sent.
    if examination.options.isComplete, case .issuerMissing = examination.path.gap, let last = examination.namesakes.last
    {
      findings += last.candidates.filter { $0.verdict == .invalid }.prefix(Self.listed).map { candidate in
        mismatch(last.subject, candidate.element)
      }
    }
    guard findings.isEmpty else { return findings }
    switch links.count {
    case 0: return []
    case 1: return [ok("the signature is its issuer's")]
    default: return [ok("all \(links.count) signatures are their issuers'")]
    }
  }

  private func mismatch(_ subject: TrustElement, _ namesake: TrustElement) -> Finding {
    if let signature = subject.details.signature, !signature.isConsistent {
      return fault("names one signature algorithm inside and another outside: it was tampered with", at: subject)
    }
    if let needed = subject.fields.authorityKeyIdentifier, needed == namesake.fields.subjectKeyIdentifier {
      return fault(
        "\(namesake.label) has its issuer's name and key identifier, but its key did not make this signature: one of the"
          + " two was altered", at: subject)
    }
    return fault(
      "\(namesake.label) has its issuer's name, but another key made this signature", at: subject)
  }

  private func keyText(_ issuer: TrustElement) -> String {
    let fields = issuer.fields
    let size = fields.publicKeyCurve ?? fields.publicKeyBits.map { "\($0) bits" }
    return "a key of type \(fields.publicKeyAlgorithm ?? "unknown")" + (size.map { " (\($0))" } ?? "")
  }

  private static let listed = 8
}
