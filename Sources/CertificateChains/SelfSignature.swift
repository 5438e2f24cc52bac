import Crypto
import CryptoExtras
import FoundationEssentials
import SwiftASN1

/// Whether a certificate's own key verifies its signature; nil where nobody here can tell.
///
/// Can be told: RSA of 1024 bits and more with SHA-1 and SHA-2 (PKCS #1 v1.5, and PSS with a salt as long as the
/// digest), ECDSA on P-256, P-384 and P-521 with SHA-1 and SHA-2, Ed25519, ML-DSA-65 and ML-DSA-87. Not MD5, which the
/// library does not verify, and not DSA.
func isSignedByItself(_ parts: TBSCertificate) -> Bool? {
  // What is wrong with these parts was noted when they were read for their own sake.
  var ignored = Defects()
  guard let keyBytes = parts.subjectPublicKeyInfo, let keyNode = ignored.node(keyBytes, "subjectPublicKeyInfo"),
    let key = SubjectPublicKeyInfo(keyNode), let keyOctets = key.keyOctets,
    let algorithm = SignatureAlgorithm(parts, defects: &ignored),
    let signature = parts.signatureValue.flatMap({ ignored.node($0, "signatureValue") })?.bitStringOctets
  else { return nil }
  let signed = parts.encoded
  switch (key.algorithm, algorithm.identifier) {
  case ("RSA", "1.2.840.113549.1.1.10"), ("RSA-PSS", "1.2.840.113549.1.1.10"):
    guard let digest = pssDigest(algorithm.parameters) else { return nil }
    return rsaVerifies(signature, signed, digest, .PSS, key: key, keyBytes)
  case ("RSA", let identifier):
    guard let digest = rsaDigests[identifier] else { return nil }
    return rsaVerifies(signature, signed, digest, .insecurePKCS1v1_5, key: key, keyBytes)
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

private enum DigestName { case sha1, sha256, sha384, sha512 }

private func rsaVerifies(
  _ signature: ArraySlice<UInt8>, _ signed: ArraySlice<UInt8>, _ digest: DigestName, _ padding: _RSA.Signing.Padding,
  key: SubjectPublicKeyInfo, _ keyBytes: ArraySlice<UInt8>
) -> Bool? {
  // BoringSSL takes no larger ones, and a hostile key must not cost more.
  guard let bits = key.bits, 1024...16384 ~= bits,
    let publicKey = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: Array(keyBytes))
  else { return nil }
  let rsaSignature = _RSA.Signing.RSASignature(rawRepresentation: signature)
  return switch digest {
  case .sha1: publicKey.isValidSignature(rsaSignature, for: Insecure.SHA1.hash(data: signed), padding: padding)
  case .sha256: publicKey.isValidSignature(rsaSignature, for: SHA256.hash(data: signed), padding: padding)
  case .sha384: publicKey.isValidSignature(rsaSignature, for: SHA384.hash(data: signed), padding: padding)
  case .sha512: publicKey.isValidSignature(rsaSignature, for: SHA512.hash(data: signed), padding: padding)
  }
}

private func ecdsaVerifies(
  _ signature: ArraySlice<UInt8>, _ signed: ArraySlice<UInt8>, _ digest: DigestName, curve: String?,
  point: ArraySlice<UInt8>
) -> Bool? {
  func withDigest(_ verify: (any Digest) -> Bool) -> Bool {
    switch digest {
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

/// The digest of RSASSA-PSS-params where mask and salt are those the library verifies with: MGF1 of the same digest,
/// a salt of its length.
///
///     RSASSA-PSS-params ::= SEQUENCE {                                              -- RFC 8017, A.2.3
///       hashAlgorithm [0] DEFAULT sha1, maskGenAlgorithm [1] DEFAULT mgf1SHA1,
///       saltLength [2] INTEGER DEFAULT 20, trailerField [3] INTEGER DEFAULT 1 }
private func pssDigest(_ parameters: ASN1Node?) -> DigestName? {
  guard let fields = parameters?.children(of: .sequence) else { return nil }
  func field(_ number: UInt) -> ASN1Node? { fields.first { $0.contextTag == number }?.children?.first }
  let hash = field(0)?.children?.first?.dottedIdentifier ?? "1.3.14.3.2.26"
  let maskHash = field(1)?.children?.last?.children?.first?.dottedIdentifier ?? "1.3.14.3.2.26"
  let saltLength = field(2)?.smallInteger ?? 20
  guard hash == maskHash, let (digest, length) = plainDigests[hash], length == saltLength else { return nil }
  return digest
}

private let rsaDigests: [String: DigestName] = [
  "1.2.840.113549.1.1.5": .sha1, "1.3.14.3.2.29": .sha1, "1.2.840.113549.1.1.11": .sha256,
  "1.2.840.113549.1.1.12": .sha384, "1.2.840.113549.1.1.13": .sha512,
]

private let ecdsaDigests: [String: DigestName] = [
  "1.2.840.10045.4.1": .sha1, "1.2.840.10045.4.3.2": .sha256, "1.2.840.10045.4.3.3": .sha384,
  "1.2.840.10045.4.3.4": .sha512,
]

private let plainDigests: [String: (DigestName, byteCount: Int)] = [
  "1.3.14.3.2.26": (.sha1, 20), "2.16.840.1.101.3.4.2.1": (.sha256, 32), "2.16.840.1.101.3.4.2.2": (.sha384, 48),
  "2.16.840.1.101.3.4.2.3": (.sha512, 64),
]
