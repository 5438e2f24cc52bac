import Crypto
import CryptoExtras
import FoundationEssentials
import SwiftASN1

/// The digests that certificates are signed with.
enum DigestName { case md5, sha1, sha256, sha384, sha512 }

/// Verifies with BoringSSL, which takes keys of 1024 bits and more and every digest but MD5; nil for others.
func rsaVerifies(
  _ signature: ArraySlice<UInt8>, _ signed: ArraySlice<UInt8>, _ digest: DigestName, _ padding: _RSA.Signing.Padding,
  key: ArraySlice<UInt8>, bits: Int?
) -> Bool? {
  // BoringSSL takes no larger ones, and a hostile key must not cost more.
  guard let bits, bits <= 16384,
    let publicKey = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: Array(key))
  else { return nil }
  let rsaSignature = _RSA.Signing.RSASignature(rawRepresentation: signature)
  return switch digest {
  case .md5: nil
  case .sha1: publicKey.isValidSignature(rsaSignature, for: Insecure.SHA1.hash(data: signed), padding: padding)
  case .sha256: publicKey.isValidSignature(rsaSignature, for: SHA256.hash(data: signed), padding: padding)
  case .sha384: publicKey.isValidSignature(rsaSignature, for: SHA384.hash(data: signed), padding: padding)
  case .sha512: publicKey.isValidSignature(rsaSignature, for: SHA512.hash(data: signed), padding: padding)
  }
}

/// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2) for what BoringSSL refuses: the signature must hold exactly
/// 00 01 FF ... FF 00 DigestInfo.
func legacyRSAVerifies(
  _ signature: ArraySlice<UInt8>, _ signed: ArraySlice<UInt8>, _ digest: DigestName, key: SubjectPublicKeyInfo
) -> Bool? {
  guard let rsaKey = key.rsaKey,
    let encoded = rsaPublicOperation(signature, modulus: rsaKey.modulus, exponent: rsaKey.exponent)
  else { return nil }
  let (prefix, value): ([UInt8], [UInt8]) =
    switch digest {
    case .md5:
      (digestInfo([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05], 16), Array(Insecure.MD5.hash(data: signed)))
    case .sha1: (digestInfo([0x2b, 0x0e, 0x03, 0x02, 0x1a], 20), Array(Insecure.SHA1.hash(data: signed)))
    case .sha256: (digestInfo(sha2Arcs + [1], 32), Array(SHA256.hash(data: signed)))
    case .sha384: (digestInfo(sha2Arcs + [2], 48), Array(SHA384.hash(data: signed)))
    case .sha512: (digestInfo(sha2Arcs + [3], 64), Array(SHA512.hash(data: signed)))
    }
  let paddingCount = encoded.count - 3 - prefix.count - value.count
  // RFC 8017, 9.2: at least eight octets.
  guard paddingCount >= 8 else { return false }
  return encoded == [0x00, 0x01] + [UInt8](repeating: 0xff, count: paddingCount) + [0x00] + prefix + value
}

/// DigestInfo ::= SEQUENCE { digestAlgorithm SEQUENCE { OBJECT IDENTIFIER, NULL }, digest OCTET STRING }, up to the
/// octets of the digest                                                             -- RFC 8017, A.2.4
private func digestInfo(_ identifier: [UInt8], _ byteCount: UInt8) -> [UInt8] {
  let length = UInt8(identifier.count)
  return [0x30, length + 8 + byteCount, 0x30, length + 4, 0x06, length] + identifier + [0x05, 0x00, 0x04, byteCount]
}

/// The digest of RSASSA-PSS-params where mask and salt are those the library verifies with: MGF1 of the same digest,
/// a salt of its length.
///
///     RSASSA-PSS-params ::= SEQUENCE {                                              -- RFC 8017, A.2.3
///       hashAlgorithm [0] DEFAULT sha1, maskGenAlgorithm [1] DEFAULT mgf1SHA1,
///       saltLength [2] INTEGER DEFAULT 20, trailerField [3] INTEGER DEFAULT 1 }
func pssDigest(_ parameters: FieldNode?) -> DigestName? {
  guard let fields = parameters?.children(of: .sequence) else { return nil }
  func field(_ number: UInt) -> FieldNode? { fields.first { $0.contextTag == number }?.children?.first }
  let hash = field(0)?.children?.first?.dottedIdentifier ?? "1.3.14.3.2.26"
  let maskHash = field(1)?.children?.last?.children?.first?.dottedIdentifier ?? "1.3.14.3.2.26"
  let saltLength = field(2)?.smallInteger ?? 20
  guard hash == maskHash, let (digest, length) = plainDigests[hash], length == saltLength else { return nil }
  return digest
}

let rsaDigests: [String: DigestName] = [
  "1.2.840.113549.1.1.4": .md5, "1.3.14.3.2.3": .md5, "1.2.840.113549.1.1.5": .sha1, "1.3.14.3.2.29": .sha1,
  "1.2.840.113549.1.1.11": .sha256,
  "1.2.840.113549.1.1.12": .sha384, "1.2.840.113549.1.1.13": .sha512,
]

private let plainDigests: [String: (DigestName, byteCount: Int)] = [
  "1.3.14.3.2.26": (.sha1, 20), "2.16.840.1.101.3.4.2.1": (.sha256, 32), "2.16.840.1.101.3.4.2.2": (.sha384, 48),
  "2.16.840.1.101.3.4.2.3": (.sha512, 64),
]

private let sha2Arcs: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02]
