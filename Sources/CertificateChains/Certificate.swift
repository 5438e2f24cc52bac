/// One X.509 certificate as it was on the wire, with what a person reads of it (RFC 5280).
///
/// Making one never fails: `der` is kept byte for byte whatever it holds, and what cannot be read is nil.
public struct Certificate: Sendable {
  /// The bytes from the wire.
  public let der: [UInt8]
  /// Lower-case hex of the SHA-256 of ``der``.
  public let sha256: String
  /// Lower-case hex of the SHA-1 of ``der``.
  public let sha1: String
  /// Why the DER is defective, or nil. An algorithm nobody here knows is no defect.
  public let parseError: String?
  /// Whether ``der`` is one DER SEQUENCE of exactly its length; else it must never be written as a certificate.
  public let isDERSequence: Bool
  /// What could be read; nil where the DER is too damaged for any field.
  public let fields: Fields?

  /// The parts of a TBSCertificate, each nil where it cannot be read.
  public struct Fields: Sendable {
    /// X.509 version as people say it: 1, 2 or 3.
    public var version: Int?
    /// RFC 2253 text, as `openssl x509 -nameopt RFC2253` prints it.
    public var subject: String?
    public var issuer: String?
    /// The subject's last (most specific) commonName, for file names and headings.
    public var commonName: String?
    /// The issuer's.
    public var issuerCommonName: String?
    /// DER of the names: chains are linked by these bytes.
    public var subjectDER: [UInt8]
    public var issuerDER: [UInt8]
    /// Upper-case hex without colons, two digits a byte, as Elastic Common Schema has it; "-" before a negative one.
    public var serialNumber: String?
    /// Validity, in seconds since the epoch, and as RFC 3339 text in UTC ("2026-11-24T21:15:15Z").
    public var notBefore: CertificateTime?
    public var notAfter: CertificateTime?
    /// "DNS:..", "IP:..", "email:..", "URI:..", "RID:..", "DirName:..", "othername:<OID>", in the order of the extension.
    public var subjectAlternativeNames: [String]?
    /// "RSA", "EC", "DSA", "Ed25519", "ML-DSA-65" ..., or the dotted OID.
    public var publicKeyAlgorithm: String?
    public var publicKeyBits: Int?
    /// "P-256", "secp256k1", "explicit" ...; nil for keys without a curve.
    public var publicKeyCurve: String?
    /// "sha256WithRSAEncryption", "ecdsa-with-SHA256", ... as openssl names it, or the dotted OID.
    public var signatureAlgorithm: String?
    /// Dotted OIDs in the extension's order; nil without the extension.
    public var extendedKeyUsage: [String]?
    /// "digitalSignature", "keyCertSign", ... of RFC 5280 4.2.1.3; nil without the extension.
    public var keyUsage: [String]?
    /// BasicConstraints' cA; nil without the extension.
    public var isCA: Bool?
    public var pathLengthConstraint: Int?
    public var subjectKeyIdentifier: [UInt8]?
    public var authorityKeyIdentifier: [UInt8]?
    /// Subject and issuer are the same DER.
    public var isSelfIssued: Bool
    /// Its own key verifies its signature; nil where the algorithm cannot be verified here.
    public var isSelfSigned: Bool?
  }
}

/// A time of a certificate's Validity.
public struct CertificateTime: Sendable, Hashable {
  public var secondsSinceEpoch: Int64
  /// RFC 3339 in UTC, whole seconds: "2026-11-24T21:15:15Z".
  public var text: String
}
