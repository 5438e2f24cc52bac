import CertificateChains

/// The lines that say what a raw public key is (RFC 7250).
struct RawPublicKeyParagraph {
  let key: RawPublicKey
  let style: TextStyle

  var lines: [String] {
    let size = key.bits.map { counted($0, "bit") }
    let parts = [key.algorithm?.printable ?? "(unreadable)", key.curve?.printable, size].compactMap(\.self)
    return ["  [1] " + style(.heading, "raw public key")]
      + labelledLines("Key", [parts.joined(separator: ", ")], style: style)
      + (key.parseError.map { labelledLines("Defect", $0.printable.words, .bad, style: style) } ?? [])
      + labelledLines("SHA-256", [key.sha256], style: style) + labelledLines("SHA-1", [key.sha1], style: style)
  }
}
