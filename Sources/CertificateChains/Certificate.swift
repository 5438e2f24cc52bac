import Crypto
import Synchronization

/// One X.509 certificate as it was on the wire, with what a person reads of it (RFC 5280).
///
/// Making one never fails: `der` is kept byte for byte whatever it holds, and what cannot be read is nil.
/// It never changes, so that all chains that hold it can share it.
public final class Certificate: Sendable {
  /// The bytes from the wire.
  public let der: [UInt8]
  /// Whether ``der`` is one SEQUENCE of definite length and exactly that length; else it must never be written as a
  /// certificate. A length in more octets than needed is a ``parseError``, yet still a SEQUENCE of exactly its length.
  public let isDERSequence: Bool

  /// Read when somebody first asks: who only passes certificates on does not pay for it.
  private let reading = Mutex<Reading?>(nil)

  private struct Reading {
    let sha256: String
    let sha1: String
    let parseError: String?
    let fields: Fields?

    init(_ der: [UInt8]) {
      sha256 = lowerHex(SHA256.hash(data: der))
      sha1 = lowerHex(Insecure.SHA1.hash(data: der))
      var defects = Defects()
      if let parts = TBSCertificate(der, defects: &defects) {
        var fields = Fields(parts, defects: &defects)
        fields.isSelfSigned = fields.isSelfIssued ? isSignedByItself(parts) : false
        self.fields = fields
      } else {
        fields = nil
      }
      parseError = defects.text
    }
  }

  public init(der: [UInt8]) {
    self.der = der
    isDERSequence = TLV.isWholeSequence(der)
  }

  private func read<Value: Sendable>(_ part: (Reading) -> Value) -> Value {
    reading.withLock { reading in
      if let reading { return part(reading) }
      let new = Reading(der)
      reading = new
      return part(new)
    }
  }

  /// Lower-case hex of the SHA-256 of ``der``.
  public var sha256: String { read { $0.sha256 } }
  /// Lower-case hex of the SHA-1 of ``der``.
  public var sha1: String { read { $0.sha1 } }
  /// Why the DER is defective, or nil: field and reason, several separated by "; ".
  ///
  /// An algorithm nobody here knows is no defect. Nor is a default that is encoded, an unsorted SET or a bit string
  /// with trailing zeros, which sound certificates of real CAs have.
  public var parseError: String? { read { $0.parseError } }
  /// What could be read; nil where the DER is too damaged for any field.
  public var fields: Fields? { read { $0.fields } }

  /// The parts of a TBSCertificate, each nil where it cannot be read.
  public struct Fields: Sendable {
    /// X.509 version as people say it: 1, 2 or 3.
    public var version: Int?
    /// RFC 2253 text, as `openssl x509 -nameopt RFC2253` prints it: printable ASCII, all else escaped.
    public var subject: String?
    /// RFC 2253 text, like ``subject``.
    public var issuer: String?
    /// The subject's last (most specific) commonName, for file names and headings. Not escaped: to be made safe
    /// for wherever it is shown.
    public var commonName: String?
    /// The issuer's last commonName, like ``commonName``.
    public var issuerCommonName: String?
    /// DER of the subject; empty where it cannot be read. Chains are linked by these bytes.
    public var subjectDER: [UInt8]
    /// DER of the issuer; empty where it cannot be read.
    public var issuerDER: [UInt8]
    /// Upper-case hex without colons, two digits a byte, as Elastic Common Schema has it; "-" before a negative one.
    public var serialNumber: String?
    /// Begin of the validity.
    public var notBefore: CertificateTime?
    /// End of the validity, itself still valid.
    public var notAfter: CertificateTime?
    /// "DNS:..", "IP:..", "email:..", "URI:..", "RID:..", "DirName:..", "othername:<OID>", in the order of the
    /// extension, control and non-ASCII characters escaped; nil without the extension.
    public var subjectAlternativeNames: [String]?
    /// "RSA", "RSA-PSS", "EC", "DSA", "Ed25519", "ML-DSA-65" ..., or the dotted OID.
    public var publicKeyAlgorithm: String?
    /// Bits of the modulus, the prime or the order of the curve; nil where the algorithm's name says it all.
    public var publicKeyBits: Int?
    /// "P-256", "secp256k1", "explicit" ..., or the dotted OID; nil for keys without a curve.
    public var publicKeyCurve: String?
    /// "sha256WithRSAEncryption", "ecdsa-with-SHA256", ... as openssl names it, or the dotted OID.
    public var signatureAlgorithm: String?
    /// Dotted OIDs in the extension's order; nil without the extension.
    public var extendedKeyUsage: [String]?
    /// "digitalSignature", "keyCertSign", ... of RFC 5280 4.2.1.3; nil without the extension.
    public var keyUsage: [String]?
    /// BasicConstraints' cA; nil without the extension.
    public var isCA: Bool?
    /// BasicConstraints' pathLenConstraint.
    public var pathLengthConstraint: Int?
    /// The SubjectKeyIdentifier extension's octets.
    public var subjectKeyIdentifier: [UInt8]?
    /// The keyIdentifier of the AuthorityKeyIdentifier extension.
    public var authorityKeyIdentifier: [UInt8]?
    /// Subject and issuer are the same DER.
    public var isSelfIssued: Bool
    /// Its own key verifies its signature; false where it is not self-issued, nil where the algorithm or key cannot
    /// be verified here.
    public var isSelfSigned: Bool?
  }
}
