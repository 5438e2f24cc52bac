import CertificateChains

/// Verifies signatures, each once, and no more than the limits allow.
struct SignatureLedger {
  private struct Link: Hashable {
    var certificate: String
    var key: String
  }

  private var verdicts: [Link: SignatureVerdict] = [:]
  private var workLeft: Int

  init(limits: SearchLimits) {
    workLeft = limits.signatureWork
  }

  /// Begins to count anew and keeps what is known.
  mutating func refill(limits: SearchLimits) {
    workLeft = limits.signatureWork
    if verdicts.count > Self.most { verdicts = [:] }
  }

  /// Whether `issuer`'s key signed `subject`; nil where the limit forbids to look.
  mutating func verdict(on subject: TrustElement, by issuer: TrustElement) -> SignatureVerdict? {
    guard let key = issuer.details.key, let signature = subject.details.signature else { return .invalid }
    let link = Link(certificate: subject.certificate.sha256, key: key.sha256)
    if let known = verdicts[link] { return known }
    guard workLeft > 0 else { return nil }
    workLeft -= Self.work(key, signature)
    let verdict = key.verifies(signature)
    verdicts[link] = verdict
    return verdict
  }

  /// RSA takes the square of its size, ECDSA several times as long (measured with BoringSSL); large certificates have
  /// to be hashed, and what BoringSSL refuses is slow.
  private static func work(_ key: CertificateKey, _ signature: CertificateSignature) -> Int {
    let bits = max(256, key.bits ?? 256)
    let arithmetic = key.algorithm.hasPrefix("RSA") ? bits * bits / (2048 * 2048) : bits * bits / (128 * 128)
    let isOld = bits < 1024 && key.algorithm.hasPrefix("RSA") || signature.algorithmName.hasPrefix("md5")
    return (1 + arithmetic) * (isOld ? slowness : 1) + signature.signedByteCount / 16384
  }

  /// Of what BoringSSL refuses and is computed here.
  private static let slowness = 200
  /// Links that are remembered from chain to chain.
  private static let most = 1 << 16
}
