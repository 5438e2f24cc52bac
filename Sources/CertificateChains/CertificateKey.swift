import SwiftASN1

/// A certificate's public key, to verify what it signed.
public struct CertificateKey: Sendable {
  /// DER of the SubjectPublicKeyInfo.
  public let encoded: [UInt8]
  /// Lower-case hex of the SHA-256 of ``encoded``: the key's pin. Equal keys have equal ones.
  public let sha256: String
  /// "RSA", "EC", ..., or the dotted OID.
  public let algorithm: String
  /// Bits of the modulus, the prime or the order of the curve; nil where the algorithm's name says it all.
  public let bits: Int?

  init?(_ parts: TBSCertificate) {
    var ignored = Defects()
    guard let bytes = parts[parts.subjectPublicKeyInfo], let node = ignored.node(bytes, "subjectPublicKeyInfo"),
      let key = SubjectPublicKeyInfo(node)
    else { return nil }
    encoded = Array(bytes)
    sha256 = sha256Hex(of: encoded)
    algorithm = key.algorithm
    bits = key.bits
  }

  /// Whether this key made a signature.
  public func verifies(_ signature: CertificateSignature) -> SignatureVerdict {
    guard signature.isConsistent else { return .invalid }
    switch CertificateChains.verifies(
      signature.octets[...], of: signature.signed[...], algorithm: signature.algorithm, keyBytes: encoded[...])
    {
    case true?: return .valid
    case false?: return .invalid
    // An RSA signature is never an EC key's, whether or not either can be verified here.
    case nil where !suits(signature): return .invalid
    case nil: return .notVerified(algorithm: signature.algorithmName)
    }
  }

  /// False where the signature's algorithm is known to need another kind of key, so that OpenSSL, too, looks for another
  /// issuer (X509_check_issued).
  public func suits(_ signature: CertificateSignature) -> Bool {
    let name = signature.algorithmName.lowercased()
    switch algorithm {
    case "RSA", "RSA-PSS": return !name.contains("ecdsa") && !name.hasPrefix("dsa") && !name.hasPrefix("ed")
    case "EC": return !name.contains("rsa") && !name.hasPrefix("ed") || name.contains("ecdsa")
    case "Ed25519": return signature.algorithm.identifier == "1.3.101.112"
    default: return true
    }
  }
}

/// What became of verifying a signature.
public enum SignatureVerdict: Sendable, Equatable {
  case valid
  case invalid
  /// Neither success nor failure: nobody here knows the algorithm, the curve or the size of the key.
  case notVerified(algorithm: String)
}

/// The signature on a certificate or a CRL, and what it covers.
public struct CertificateSignature: Sendable {
  let signed: [UInt8]
  let octets: [UInt8]
  let algorithm: SignatureAlgorithm
  /// The algorithm inside of what is signed is the one outside (RFC 5280, 4.1.1.2: "MUST contain the same").
  public let isConsistent: Bool

  /// As openssl names it, or the dotted OID.
  public var algorithmName: String { algorithm.name }
  /// Bytes that are hashed to verify it.
  public var signedByteCount: Int { signed.count }

  /// - Parameters: slices of the structure, as DER: what is signed, the algorithm in it, and the two fields behind it.
  init?(
    signed: ArraySlice<UInt8>, innerAlgorithm: ArraySlice<UInt8>?, outerAlgorithm: ArraySlice<UInt8>?,
    value: ArraySlice<UInt8>?
  ) {
    var ignored = Defects()
    guard let outerAlgorithm, let node = ignored.node(outerAlgorithm, "signatureAlgorithm"),
      let algorithm = SignatureAlgorithm(node),
      let octets = value.flatMap({ ignored.node($0, "signatureValue") })?.bitStringOctets
    else { return nil }
    self.signed = Array(signed)
    self.octets = Array(octets)
    self.algorithm = algorithm
    isConsistent = innerAlgorithm.map { $0.elementsEqual(outerAlgorithm) } ?? false
  }

  init?(_ parts: TBSCertificate) {
    self.init(
      signed: parts[parts.encoded], innerAlgorithm: parts[parts.signature],
      outerAlgorithm: parts[parts.outerSignatureAlgorithm], value: parts[parts.signatureValue])
  }
}
