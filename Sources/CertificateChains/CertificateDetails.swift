import SwiftASN1

/// What judging and comparing certificates needs beyond ``Certificate/Fields``. Made once for each and kept.
public struct CertificateDetails: Sendable {
  /// One extension as it is in the certificate.
  public struct Extension: Sendable {
    let source: CertificateExtension

    /// Dotted.
    public var identifier: String { source.identifier }
    /// The name that its standard gives it; nil where unknown here.
    public var name: String? { source.name }
    public var isCritical: Bool { source.isCritical }
    /// The content of extnValue.
    public var value: [UInt8] { Array(source.value) }
    /// The value as ``CertificateText`` prints it.
    public var textLines: [String] {
      var outline = TextOutline()
      outline.addValue(of: source)
      return outline.lines
    }
  }

  public let subject: CanonicalName?
  public let issuer: CanonicalName?
  /// Nil where the key cannot be read.
  public let key: CertificateKey?
  /// Nil where it cannot be read.
  public let signature: CertificateSignature?
  public let extensions: [Extension]
  /// Empty without the extension; what is no GeneralName is left out.
  public let alternativeNames: [GeneralName]
  public let nameConstraints: NameConstraints?
  /// A nameConstraints extension is there and cannot be read.
  public let hasUnreadableNameConstraints: Bool
  /// authorityCertIssuer and authorityCertSerialNumber of the AuthorityKeyIdentifier.
  public let authorityCertificate: (issuers: [CanonicalName], serialNumber: String)?

  /// Nil where nothing of the certificate can be read.
  public init?(_ certificate: Certificate) {
    var ignored = Defects()
    guard let fields = certificate.fields, let parts = TBSCertificate(certificate.der, defects: &ignored) else {
      return nil
    }
    subject = CanonicalName(der: fields.subjectDER)
    issuer = fields.isSelfIssued ? subject : CanonicalName(der: fields.issuerDER)
    key = CertificateKey(parts)
    signature = CertificateSignature(parts)
    extensions = parts.extensions.map { Extension(source: $0) }
    func node(_ name: String) -> FieldNode? {
      parts.extensions.first { $0.name == name }.flatMap { ignored.node($0.value, name) }
    }
    alternativeNames = node("subjectAltName")?.children(of: .sequence)?.compactMap { GeneralName($0) } ?? []
    nameConstraints = node("nameConstraints").flatMap { NameConstraints($0) }
    hasUnreadableNameConstraints = nameConstraints == nil && parts.extensions.contains { $0.name == "nameConstraints" }
    authorityCertificate = node("authorityKeyIdentifier").flatMap(Self.authorityCertificate)
  }

  private static func authorityCertificate(_ node: FieldNode) -> (issuers: [CanonicalName], serialNumber: String)? {
    guard let parts = node.children(of: .sequence),
      let names = parts.first(where: { $0.contextTag == 1 })?.children,
      let serial = parts.first(where: { $0.contextTag == 2 })?.octets
    else { return nil }
    let issuers = names.compactMap { GeneralName($0) }.filter { $0.kind == .directoryName }
      .compactMap { CanonicalName(der: $0.octets) }
    var ignored = Defects()
    guard let text = Certificate.Fields.serialNumber(ofOctets: serial, &ignored) else { return nil }
    return (issuers, text)
  }
}
