import CertificateChains

/// Keys and signatures are of the kinds that public CAs may use.
///
/// Source: CA/Browser Forum, Baseline Requirements 2.x, 6.1.5 (key sizes: RSA of 2048 bits or more, divisible by 8; P-256,
/// P-384, P-521; nothing else) and 7.1.3 (algorithms).
struct WebKeysCheck: CertificateCheck {
  let name = CheckName.webKeys

  func findings(_ examination: Examination) -> [Finding] {
    let findings = examination.path.elements.flatMap { element -> [Finding] in
      let fields = element.fields
      var texts: [String] = []
      switch fields.publicKeyAlgorithm {
      case "RSA":
        let bits = fields.publicKeyBits ?? 0
        if bits < 2048 || !bits.isMultiple(of: 8) { texts.append("has an RSA key of \(bits) bits") }
      case "EC":
        let curve = fields.publicKeyCurve ?? "unknown"
        if !["P-256", "P-384", "P-521"].contains(curve) { texts.append("has a key on the curve \(curve)") }
      case let other: texts.append("has a key of type \(other ?? "unknown")")
      }
      let algorithm = fields.signatureAlgorithm ?? "an unknown algorithm"
      // Of a root the bare key is trusted.
      if !element.isSelfSigned, !["sha256", "sha384", "sha512", "pss"].contains(where: algorithm.lowercased().contains)
      {
        texts.append("is signed with \(algorithm)")
      }
      return texts.map { fault("\($0), which public CAs may not use", at: element) }
    }
    return orOK(findings, "keys and signatures are of the kinds that public CAs may use")
  }
}
