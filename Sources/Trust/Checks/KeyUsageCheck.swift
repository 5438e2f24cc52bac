import CertificateChains

/// The key usages, where there are some, allow what each key does here: keyCertSign for issuers (RFC 5280, 4.2.1.3),
/// and for the sender one of those that TLS needs.
struct KeyUsageCheck: CertificateCheck {
  let name = CheckName.keyUsage

  func findings(_ examination: Examination) -> [Finding] {
    var findings = examination.issuers.filter { $0.fields.keyUsage?.contains("keyCertSign") == false }.map { issuer in
      fault("has issued a certificate, but its key usage lacks keyCertSign", at: issuer)
    }
    if let leaf = examination.leaf, let usages = leaf.fields.keyUsage {
      // A client signs, or agrees on a key; a server of the RSA key exchange decrypts (RFC 5246, 7.4.2 and 7.4.6).
      let role = examination.options.role
      let needed =
        role == .client
        ? ["digitalSignature", "keyAgreement"] : ["digitalSignature", "keyEncipherment", "keyAgreement"]
      if !usages.contains(where: needed.contains) {
        findings.append(
          fault("its key usage has none of \(needed.joined(separator: ", "))", at: leaf, advice: "Have it issued anew.")
        )
      } else if !usages.contains("digitalSignature") {
        findings.append(
          warning(
            "its key usage lacks digitalSignature, which TLS 1.3 and forward-secret cipher suites need", at: leaf))
      }
    }
    return orOK(findings, "allows what the keys are used for")
  }
}
