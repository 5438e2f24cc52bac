import CertificateChains

/// Keys and digests are of a strength that TLS stacks of today accept (OpenSSL's security levels 1 and 2, NIST SP
/// 800-131A). A root's own signature proves nothing, and so may be of any kind.
struct KeyStrengthCheck: CertificateCheck {
  let name = CheckName.keyStrength

  func findings(_ examination: Examination) -> [Finding] {
    let elements = examination.path.elements
    var findings: [Finding] = []
    for element in elements {
      findings += keyFinding(element).map { [$0] } ?? []
      if !element.isSelfSigned { findings += signatureFinding(element).map { [$0] } ?? [] }
    }
    return orOK(findings, "every key and every digest is strong enough")
  }

  private func keyFinding(_ element: TrustElement) -> Finding? {
    guard let algorithm = element.fields.publicKeyAlgorithm, let bits = element.fields.publicKeyBits else { return nil }
    let (least, usual) = algorithm == "EC" ? (160, 224) : (1024, 2048)
    guard algorithm == "EC" || algorithm.hasPrefix("RSA") || algorithm == "DSA" else { return nil }
    let text = "its \(algorithm) key has \(bits) bits"
    if bits < least { return fault(text + ", which every TLS stack of today refuses", at: element, advice: renewal) }
    if bits < usual { return warning(text + ", which many TLS stacks refuse", at: element, advice: renewal) }
    return nil
  }

  private func signatureFinding(_ element: TrustElement) -> Finding? {
    guard let algorithm = element.fields.signatureAlgorithm else { return nil }
    let lower = algorithm.lowercased()
    if lower.contains("md5") || lower.contains("md2") || lower.contains("md4") {
      return fault("is signed with \(algorithm), which every TLS stack of today refuses", at: element, advice: renewal)
    }
    if lower.contains("sha1") || lower.hasPrefix("sha-") || lower == "shawithrsaencryption" {
      return warning("is signed with \(algorithm), which many TLS stacks refuse", at: element, advice: renewal)
    }
    return nil
  }

  private var renewal: String { "Have it issued anew with an RSA key of 2048 bits or more, and SHA-256." }
}
