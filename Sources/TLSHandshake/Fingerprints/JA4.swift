import Crypto

/// JA4 of a ClientHello (https://github.com/FoxIO-LLC/ja4, technical_details/JA4.md):
///
/// ```
/// t13d1516h2_8daaf6152771_e5627efa2ab1
/// | | || | |  |            SHA-256 of the sorted extensions but server_name and ALPN, then `_` and the signature
/// | | || | |  |            algorithms in the client's order; twelve digits
/// | | || | |  SHA-256 of the sorted cipher suites; twelve digits
/// | | || | first and last character of the first application protocol
/// | | || number of extensions, at most 99
/// | | |number of cipher suites, at most 99
/// | | d with server_name, i without
/// | version: the highest of supported_versions, else legacy_version
/// t TLS, d DTLS
/// ```
/// GREASE is left out everywhere.
extension ClientHelloOffer {
  public var ja4: String {
    let suites = cipherSuites.map(\.rawValue).filter { !isGREASE($0) }
    let types = extensionTypes.filter { !isGREASE($0) }
    let name = types.contains(ExtensionType.serverName) ? "d" : "i"
    let hashed = types.filter { $0 != ExtensionType.serverName && $0 != ExtensionType.applicationProtocols }
    let schemes = signatureSchemes.map(\.rawValue).filter { !isGREASE($0) }
    var text = list(hashed.sorted())
    if !schemes.isEmpty { text += "_" + list(schemes) }
    return (isDTLS ? "d" : "t") + versionDigits + name + twoDigits(suites.count) + twoDigits(types.count)
      + protocolCharacters + "_" + (suites.isEmpty ? noHash : shortHash(list(suites.sorted())))
      + "_" + (hashed.isEmpty ? noHash : shortHash(text))
  }

  private var versionDigits: String {
    // DTLS counts down: its highest version has the lowest number.
    let versions = offeredVersions.map(\.rawValue)
    let version = isDTLS ? versions.min() : versions.max()
    return version.flatMap { versionNames[$0] } ?? "00"
  }

  private var protocolCharacters: String {
    guard let bytes = applicationProtocols.first, let first = bytes.first, let last = bytes.last else { return "00" }
    if isAlphanumeric(first), isAlphanumeric(last) { return String(decoding: [first, last], as: UTF8.self) }
    return String(lowerHex([first]).prefix(1) + lowerHex([last]).suffix(1))
  }
}

private func list(_ values: [UInt16]) -> String {
  values.map(fourHexDigits).joined(separator: ",")
}

private func shortHash(_ text: String) -> String {
  lowerHex(SHA256.hash(data: Array(text.utf8)).prefix(6))
}

private func twoDigits(_ count: Int) -> String {
  let digits = String(min(count, 99))
  return digits.count == 1 ? "0" + digits : digits
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
  default: false
  }
}

private let noHash = "000000000000"
private let versionNames: [UInt16: String] = [
  0x0304: "13", 0x0303: "12", 0x0302: "11", 0x0301: "10", 0x0300: "s3", 0x0002: "s2",
  0xfeff: "d1", 0xfefd: "d2", 0xfefc: "d3",
]
