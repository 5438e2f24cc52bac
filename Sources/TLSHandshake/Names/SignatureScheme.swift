/// A signature scheme, or, in the words of TLS 1.2, a hash and a signature algorithm (RFC 8446, 4.2.3; RFC 5246,
/// 7.4.1.4.1). Values nobody here knows are kept.
public struct SignatureScheme: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// IANA's name of the scheme; TLS 1.2's pairs without one as `sha224_rsa`; else the code, `0xfea0`.
  public var name: String {
    if let name = signatureSchemeNames[rawValue] { return name }
    let (hash, signature) = (UInt8(rawValue >> 8), UInt8(rawValue & 0xff))
    guard let hash = hashNames[hash], let signature = signatureNames[signature] else { return hexCode(rawValue) }
    return "\(hash)_\(signature)"
  }
}

/// IANA's registry "TLS SignatureScheme".
private let signatureSchemeNames: [UInt16: String] = [
  0x0201: "rsa_pkcs1_sha1",
  0x0203: "ecdsa_sha1",
  0x0401: "rsa_pkcs1_sha256",
  0x0403: "ecdsa_secp256r1_sha256",
  0x0420: "rsa_pkcs1_sha256_legacy",
  0x0501: "rsa_pkcs1_sha384",
  0x0503: "ecdsa_secp384r1_sha384",
  0x0520: "rsa_pkcs1_sha384_legacy",
  0x0601: "rsa_pkcs1_sha512",
  0x0603: "ecdsa_secp521r1_sha512",
  0x0620: "rsa_pkcs1_sha512_legacy",
  0x0708: "sm2sig_sm3",
  0x0709: "gostr34102012_256a",
  0x070a: "gostr34102012_256b",
  0x070b: "gostr34102012_256c",
  0x070c: "gostr34102012_256d",
  0x070d: "gostr34102012_512a",
  0x070e: "gostr34102012_512b",
  0x070f: "gostr34102012_512c",
  0x0804: "rsa_pss_rsae_sha256",
  0x0805: "rsa_pss_rsae_sha384",
  0x0806: "rsa_pss_rsae_sha512",
  0x0807: "ed25519",
  0x0808: "ed448",
  0x0809: "rsa_pss_pss_sha256",
  0x080a: "rsa_pss_pss_sha384",
  0x080b: "rsa_pss_pss_sha512",
  0x081a: "ecdsa_brainpoolP256r1tls13_sha256",
  0x081b: "ecdsa_brainpoolP384r1tls13_sha384",
  0x081c: "ecdsa_brainpoolP512r1tls13_sha512",
  0x0904: "mldsa44",
  0x0905: "mldsa65",
  0x0906: "mldsa87",
]

/// IANA's registries "TLS HashAlgorithm" and "TLS SignatureAlgorithm" (RFC 5246, 7.4.1.4.1).
private let hashNames: [UInt8: String] = [
  1: "md5", 2: "sha1", 3: "sha224", 4: "sha256", 5: "sha384", 6: "sha512",
]
private let signatureNames: [UInt8: String] = [1: "rsa", 2: "dsa", 3: "ecdsa"]
