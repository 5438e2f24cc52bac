import Crypto
import CryptoExtras
import FoundationEssentials
import SwiftASN1

/// Whether a certificate's own key verifies its signature; nil where nobody here can tell.
func isSignedByItself(_ parts: TBSCertificate) -> Bool? {
  // What is wrong with these parts was noted when they were read for their own sake.
  var ignored = Defects()
  guard let keyBytes = parts[parts.subjectPublicKeyInfo], let algorithm = SignatureAlgorithm(parts, defects: &ignored),
    let signature = parts[parts.signatureValue].flatMap({ ignored.node($0, "signatureValue") })?.bitStringOctets
  else { return nil }
  return verifies(signature, of: parts[parts.encoded], algorithm: algorithm, keyBytes: keyBytes)
}

/// Whether a key verifies a signature; nil where nobody here can tell.
///
/// Can be told: RSA with MD5, SHA-1 and SHA-2 (PKCS #1 v1.5), RSA of 1024 bits and more with PSS and a salt as long as
/// the digest, ECDSA on P-256, P-384 and P-521 with SHA-1 and SHA-2, Ed25519, ML-DSA-65 and ML-DSA-87. Not DSA, Ed448,
/// other curves and curves that the key spells out.
/// - Parameter keyBytes: DER of the SubjectPublicKeyInfo.
func verifies(
  _ signature: ArraySlice<UInt8>, of signed: ArraySlice<UInt8>, algorithm: SignatureAlgorithm,
  keyBytes: ArraySlice<UInt8>
) -> Bool? {
  var ignored = Defects()
  guard let keyNode = ignored.node(keyBytes, "subjectPublicKeyInfo"), let key = SubjectPublicKeyInfo(keyNode),
    let keyOctets = key.keyOctets
  else { return nil }
  switch (key.algorithm, algorithm.identifier) {
  case ("RSA", "1.2.840.113549.1.1.10"), ("RSA-PSS", "1.2.840.113549.1.1.10"):
    guard let digest = pssDigest(algorithm.parameters) else { return nil }
    return rsaVerifies(signature, signed, digest, .PSS, key: keyBytes, bits: key.bits)
  case ("RSA", let identifier):
    guard let digest = rsaDigests[identifier] else { return nil }
    if digest == .md5 || key.bits ?? 0 < 1024 {
      return legacyRSAVerifies(signature, signed, digest, key: key)
    }
    return rsaVerifies(signature, signed, digest, .insecurePKCS1v1_5, key: keyBytes, bits: key.bits)
  case ("EC", let identifier):
    guard let digest = ecdsaDigests[identifier] else { return nil }
    return ecdsaVerifies(signature, signed, digest, curve: key.curve?.name, point: keyOctets)
  case ("Ed25519", "1.3.101.112"):
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: keyOctets) else { return nil }
    return key.isValidSignature(signature, for: signed)
  case ("ML-DSA-65", "2.16.840.1.101.3.4.3.18"):
    guard let key = try? MLDSA65.PublicKey(rawRepresentation: keyOctets) else { return nil }
    return key.isValidSignature(signature, for: signed)
  case ("ML-DSA-87", "2.16.840.1.101.3.4.3.19"):
    guard let key = try? MLDSA87.PublicKey(rawRepresentation: keyOctets) else { return nil }
    return key.isValidSignature(signature, for: signed)
  default:
    return nil
  }
}

private func ecdsaVerifies(
  _ signature: ArraySlice<UInt8>, _ signed: ArraySlice<UInt8>, _ digest: DigestName, curve: String?,
  point: ArraySlice<UInt8>
) -> Bool? {
  func withDigest(_ verify: (any Digest) -> Bool) -> Bool {
    switch digest {
    case .md5: verify(Insecure.MD5.hash(data: signed))
    case .sha1: verify(Insecure.SHA1.hash(data: signed))
    case .sha256: verify(SHA256.hash(data: signed))
    case .sha384: verify(SHA384.hash(data: signed))
    case .sha512: verify(SHA512.hash(data: signed))
    }
  }
  // A point may be compressed (0x02, 0x03) or not (0x04).
  let isCompressed = point.first != 0x04
  switch curve {
  case "P-256":
    guard
      let key = isCompressed
        ? try? P256.Signing.PublicKey(compressedRepresentation: point)
        : try? P256.Signing.PublicKey(x963Representation: point)
    else { return nil }
    guard let read = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
    return withDigest { key.isValidSignature(read, for: $0) }
  case "P-384":
    guard
      let key = isCompressed
        ? try? P384.Signing.PublicKey(compressedRepresentation: point)
        : try? P384.Signing.PublicKey(x963Representation: point)
    else { return nil }
    guard let read = try? P384.Signing.ECDSASignature(derRepresentation: signature) else { return false }
    return withDigest { key.isValidSignature(read, for: $0) }
  case "P-521":
    guard
      let key = isCompressed
        ? try? P521.Signing.PublicKey(compressedRepresentation: point)
        : try? P521.Signing.PublicKey(x963Representation: point)
    else { return nil }
    guard let read = try? P521.Signing.ECDSASignature(derRepresentation: signature) else { return false }
    return withDigest { key.isValidSignature(read, for: $0) }
  default:
    return nil
  }
}

private let ecdsaDigests: [String: DigestName] = [
  "1.2.840.10045.4.1": .sha1, "1.2.840.10045.4.3.2": .sha256, "1.2.840.10045.4.3.3": .sha384,
  "1.2.840.10045.4.3.4": .sha512,
]
