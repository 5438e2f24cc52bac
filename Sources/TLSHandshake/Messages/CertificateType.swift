import WireFormat

/// What a Certificate message holds, as both sides agreed in the hellos.
///
/// ```
/// enum { X509(0), OpenPGP(1), RawPublicKey(2), (255) } CertificateType;     RFC 7250, 3; OpenPGP: RFC 6091
/// ```
public struct CertificateType: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A certificate_list, where nothing else was agreed.
  public static let x509 = CertificateType(rawValue: 0)
  public static let openPGP = CertificateType(rawValue: 1)
  /// One SubjectPublicKeyInfo without any certificate around it.
  public static let rawPublicKey = CertificateType(rawValue: 2)
}

/// ```
/// struct {
///     select(certificate_type) {
///         case RawPublicKey: opaque ASN.1_subjectPublicKeyInfo<1..2^24-1>;
///         case X.509: ASN.1Cert certificate_list<0..2^24-1>;
///     };
/// } Certificate;                                     RFC 7250, 3
/// ```
public enum RawPublicKeyMessage {
  /// The SubjectPublicKeyInfo in a Certificate message's body; no bytes where a client has none to show.
  ///
  /// - Throws: `WireError` when the length contradicts the body's.
  @_lifetime(copy body)
  public static func read(_ body: Span<UInt8>) throws(WireError) -> Span<UInt8> {
    var reader = ByteReader(body)
    let length = try reader.readUInt24("ASN.1_subjectPublicKeyInfo.length")
    let key = try reader.readBytes(length, "ASN.1_subjectPublicKeyInfo")
    try reader.expectEnd(of: "Certificate")
    return key
  }
}

/// What the extensions of a ServerHello say of the Certificate messages that follow.
struct CertificateAgreement: Sendable, Equatable {
  var server = CertificateType.x509
  var client = CertificateType.x509
  /// The server sends a hash in place of a Certificate message that its client has kept (RFC 7924, 4.1).
  var isServerCached = false

  /// Takes one extension, if it says something here.
  mutating func read(_ type: UInt16, _ data: inout ByteReader) throws(WireError) {
    switch type {
    // RFC 6091, 3.1: of both sides.
    case certificateTypeExtension:
      server = CertificateType(rawValue: try data.readUInt8("certificate_type"))
      client = server
    case serverCertificateTypeExtension:
      server = CertificateType(rawValue: try data.readUInt8("server_certificate_type"))
    case clientCertificateTypeExtension:
      client = CertificateType(rawValue: try data.readUInt8("client_certificate_type"))
    // `CachedObject cached_info<1..2^16-1>`, in a ServerHello its types alone (RFC 7924, 3).
    case cachedInformationExtension:
      var list = try data.readChild(byteCount: Int(try data.readUInt16("cached_info.length")), "cached_info")
      while !list.isAtEnd {
        if try list.readUInt8("CachedInformationType") == cachedCertificate { isServerCached = true }
      }
    default: break
    }
  }
}

private let certificateTypeExtension: UInt16 = 9
private let serverCertificateTypeExtension: UInt16 = 20
private let clientCertificateTypeExtension: UInt16 = 19
private let cachedInformationExtension: UInt16 = 25
private let cachedCertificate: UInt8 = 1
