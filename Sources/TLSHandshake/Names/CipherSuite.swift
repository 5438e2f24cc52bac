/// A cipher suite as it stands in hellos (RFC 8446, B.4). Values nobody here knows are kept.
public struct CipherSuite: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `TLS_...` as IANA registered it (TLCP's suites: as GB/T 38636 names them); nil where it is in no registry.
  public var name: String? { earlyCipherSuiteNames[rawValue] ?? laterCipherSuiteNames[rawValue] }

  /// False where the peers authenticate by a pre-shared key (RFC 4279), a password (RFC 5054, RFC 8492) or Kerberos
  /// (RFC 2712) alone, or not at all; a suite that is in no registry is taken to use certificates.
  var usesCertificates: Bool {
    guard let name else { return true }
    let words = name.split(separator: "_")
    let key = words.prefix { $0 != "WITH" }
    if key.contains("anon") || key.contains("KRB5") || key.contains("ECCPWD") { return false }
    if key.contains("PSK") { return key.contains("RSA") }
    return !key.contains("SRP") || key.contains("RSA") || key.contains("DSS")
  }

  /// `0xc02f`.
  public var code: String { hexCode(rawValue) }
}

/// Four digits: `0xc02f`.
func hexCode(_ value: UInt16) -> String { "0x" + fourHexDigits(value) }

/// `c02f`.
func fourHexDigits(_ value: UInt16) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 4 - digits.count) + digits
}

/// Values that clients strew in so that servers keep ignoring what they do not know: 0x0a0a, 0x1a1a ... 0xfafa
/// (RFC 8701, 2).
func isGREASE(_ value: UInt16) -> Bool {
  value & 0x0f0f == 0x0a0a && value >> 8 == value & 0xff
}
