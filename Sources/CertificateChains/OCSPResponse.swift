/// An OCSP response as a server staples it to its chain (RFC 6960, 4.2.1), its bytes as they were on the wire.
///
/// Making one never fails: what cannot be read is nil. Its signature is not verified.
public struct OCSPResponse: Sendable {
  /// The bytes from the wire.
  public let der: [UInt8]
  /// Lower-case hex of the SHA-256 of ``der``.
  public let sha256: String
  /// OCSPResponseStatus in the RFC's spelling: "successful", "tryLater", ..., or its number.
  public internal(set) var responseStatus: String?
  /// Who signed: the name as RFC 2253 text, or the SHA-1 of the key in upper-case hex, as openssl prints it.
  public internal(set) var responder: String?
  public internal(set) var producedAt: CertificateTime?
  /// What it says, certificate by certificate; almost always of one.
  public internal(set) var responses: [SingleResponse] = []
  /// Why the DER is defective, or nil.
  public internal(set) var parseError: String?

  public enum Status: String, Sendable, CaseIterable { case good, revoked, unknown }

  public struct SingleResponse: Sendable, Equatable {
    /// Of the certificate in question, written as ``Certificate/Fields/serialNumber`` is.
    public var serialNumber: String?
    public var status: Status?
    /// Of a revoked certificate.
    public var revocationTime: CertificateTime?
    /// CRLReason in the spelling of RFC 5280, 5.3.1, or its number; nil where none is given.
    public var revocationReason: String?
    public var thisUpdate: CertificateTime?
    public var nextUpdate: CertificateTime?
  }

  public init(der: [UInt8]) {
    self.der = der
    sha256 = sha256Hex(of: der)
    var defects = Defects()
    readFields(&defects)
    parseError = defects.text
  }
}
