import CertificateChains

/// No RSA key is of a size that breaks SIP TLS.
///
/// Source: Cisco, "Expressway Certificate Creation and Use" (X8.8 to X15.0), "Certificates with Key Length of 8192 Bits":
/// SIP TLS zones may fail to become active with such keys, and 4096 bits are recommended. May: hence a warning.
struct ExpresswayKeySizeCheck: CertificateCheck {
  let name = CheckName.expresswayKeySize

  func findings(_ examination: Examination) -> [Finding] {
    let findings = examination.path.elements.compactMap { element -> Finding? in
      guard element.fields.publicKeyAlgorithm == "RSA", let bits = element.fields.publicKeyBits, bits >= 8192 else {
        return nil
      }
      return warning(
        "its key has \(bits) bits; SIP TLS can fail with keys of 8192", at: element,
        advice: "Take an RSA key of 2048 or 4096 bits.")
    }
    guard findings.isEmpty, !examination.path.elements.contains(where: isShort) else { return findings }
    return [ok("no key of 8192 bits")]
  }

  /// Of such a key KeyStrengthCheck speaks, and nobody should read that its size is well.
  private func isShort(_ element: TrustElement) -> Bool {
    element.fields.publicKeyAlgorithm == "RSA" && (element.fields.publicKeyBits ?? 0) < 2048
  }
}
