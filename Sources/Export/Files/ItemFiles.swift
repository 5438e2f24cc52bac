import CertificateChains

/// The files of one certificate or key.
struct ItemFiles {
  /// `.cer`, or `.der` of a key; nil for what is no DER SEQUENCE of its length.
  let der: PlannedFile?
  let pem: PlannedFile?
  /// `.bin`, for what is none.
  let raw: PlannedFile?

  var files: [PlannedFile] { [der, pem, raw].compactMap(\.self) }
}

extension ItemFiles {
  /// - Parameter stem: the path of all its files, without the extension.
  /// - Parameter pem: the certificate's, where it was made before.
  init(_ certificate: Certificate, stem: String, pem: [UInt8]? = nil) {
    let path = stem + ".pem"
    self.init(
      certificate.der, stem: stem, isSequence: certificate.isDERSequence, derExtension: "cer",
      pem: pem.map { PlannedFile(path: path, bytes: $0) }
        ?? PlannedFile(path: path, asked: { pemBytes(of: certificate.der) }))
  }

  init(_ key: RawPublicKey, stem: String) {
    self.init(
      key.der, stem: stem, isSequence: key.isDERSequence, derExtension: "der",
      pem: PlannedFile(path: stem + ".pem", bytes: pemBytes(of: key.der, label: "PUBLIC KEY")))
  }

  private init(_ der: [UInt8], stem: String, isSequence: Bool, derExtension: String, pem: PlannedFile) {
    guard isSequence else {
      self.init(der: nil, pem: nil, raw: PlannedFile(path: stem + ".bin", bytes: der))
      return
    }
    self.init(
      der: PlannedFile(path: "\(stem).\(derExtension)", bytes: der), pem: pem, raw: nil)
  }
}

/// The certificate's common name as a part of a file's name, or what it is where it has none.
func commonNameOfFile(_ certificate: Certificate) -> String {
  SafeFileName.make(
    from: certificate.fields?.commonName ?? "", byteLimit: commonNameByteLimit,
    fallback: certificate.isDERSequence ? "no-common-name" : "not-a-certificate")
}

/// Leaves a path short enough for Windows (260 characters) with IPv6 addresses in the folder's name.
private let commonNameByteLimit = 60
