/// A list of SHA-256, one a line: in hex, with colons or without, and as sha256sum writes it with a name behind.
/// Empty lines and those that begin with # are left out.
struct FingerprintList {
  let fingerprints: [String]

  /// Nil where a line is anything else, or none is there.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= 1 << 20 else { return nil }
    var fingerprints: [String] = []
    for line in bytes.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      let text = String(decoding: line, as: UTF8.self)
      guard let word = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).first, !word.hasPrefix("#") else {
        continue
      }
      // openssl writes "sha256 Fingerprint=AA:BB:...".
      let value = text.split(separator: "=").last.map { text.contains("=") ? $0 : word } ?? word
      let digits = value.lowercased().filter { $0 != ":" }
      guard digits.utf8.count == 64, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }) else {
        return nil
      }
      fingerprints.append(digits)
    }
    guard !fingerprints.isEmpty else { return nil }
    self.fingerprints = fingerprints
  }
}
