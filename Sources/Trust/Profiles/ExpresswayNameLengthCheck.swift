import CertificateChains

/// The SAN is short enough for old software.
///
/// Source: Cisco, "Expressway Certificate Creation and Use", "Subject Alternative Name Fields Longer than 999
/// Characters", a chapter of the editions up to X8.9 that the one of X8.10 no longer has. How the characters are counted
/// is not said there: they are counted here as that software shows them.
struct ExpresswayNameLengthCheck: CertificateCheck {
  let name = CheckName.expresswayNameLength
  let version: ExpresswayVersion?

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf else { return [] }
    if let version, version >= ExpresswayVersion(8, 10) { return [] }
    // As the web interface and openssl print it: "DNS:a, DNS:b".
    let length = (leaf.fields.subjectAlternativeNames ?? []).joined(separator: ", ").utf8.count
    guard length > 999 else { return [ok("the SAN has \(length) characters, 999 at most are read up to X8.9")] }
    let text = "its SAN has \(length) characters; up to X8.9 one of more than 999 is ignored"
    let advice = "Upgrade to X8.10 or later, or have it issued with fewer names."
    return [version == nil ? warning(text, at: leaf) : fault(text, at: leaf, advice: advice)]
  }
}
