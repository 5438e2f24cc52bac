import CertificateChains

/// Something that is written once, however often it was sent.
struct GatheredItem {
  enum Content {
    /// A chain element, also one that is no DER.
    case certificate(Certificate)
    case rawPublicKey(RawPublicKey)
    case ocspResponse(OCSPResponse)
  }

  /// Equal for equal bytes sent as the same kind of thing.
  struct Key: Hashable {
    let kind: Kind
    let sha256: String
  }

  enum Kind: Hashable { case certificate, rawPublicKey, ocspResponse }

  let content: Content
  let key: Key

  init(_ content: Content) {
    self.content = content
    key =
      switch content {
      case .certificate(let certificate): Key(kind: .certificate, sha256: certificate.sha256)
      case .rawPublicKey(let publicKey): Key(kind: .rawPublicKey, sha256: publicKey.sha256)
      case .ocspResponse(let response): Key(kind: .ocspResponse, sha256: response.sha256)
      }
  }

  /// What its files are named, before the fingerprint.
  var name: String {
    switch content {
    case .certificate(let certificate): commonNameOfFile(certificate)
    case .rawPublicKey: "raw-public-key"
    case .ocspResponse: "ocsp-response"
    }
  }

  /// - Parameters:
  ///   - stem: the files' name without its extension.
  ///   - keepsPEM: PEM of certificates is asked for more than once.
  func files(stem: String, keepsPEM: Bool) -> ItemFiles {
    switch content {
    case .certificate(let certificate):
      ItemFiles(
        certificate, stem: stem, pem: keepsPEM && certificate.isDERSequence ? pemBytes(of: certificate.der) : nil)
    case .rawPublicKey(let publicKey): ItemFiles(publicKey, stem: stem)
    case .ocspResponse(let response):
      ItemFiles(der: PlannedFile(path: stem + ".der", bytes: response.der), pem: nil, raw: nil)
    }
  }
}
