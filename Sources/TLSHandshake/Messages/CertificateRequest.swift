import WireFormat

/// ```
/// struct {
///     ClientCertificateType certificate_types<1..2^8-1>;
///     SignatureAndHashAlgorithm
///       supported_signature_algorithms<2..2^16-2>;   TLS 1.2 only
///     DistinguishedName certificate_authorities<0..2^16-1>;
/// } CertificateRequest;                              RFC 5246, 7.4.4; RFC 4346, 7.4.4
/// ```
public struct CertificateRequest: Sendable, Equatable {
  /// `rsa_sign`, `ecdsa_sign` ..., or the number.
  public var certificateTypes: [String]
  /// Nil before TLS 1.2.
  public var signatureSchemes: [SignatureScheme]?
  /// Each a Name in DER, as it was sent: the CAs whose certificates the server says it takes. Empty means any.
  public var certificateAuthorities: [[UInt8]]

  /// - Parameter version: the negotiated one, which tells whether there are signature algorithms; without it, the
  ///   lengths do.
  /// - Throws: `WireError` where the message's lengths contradict each other.
  public init(_ body: Span<UInt8>, version: ProtocolVersion?) throws(WireError) {
    guard let version else {
      if let request = try? CertificateRequest(body, hasSignatureSchemes: true) {
        self = request
      } else {
        try self.init(body, hasSignatureSchemes: false)
      }
      return
    }
    try self.init(body, hasSignatureSchemes: version == .tls12 || version == .dtls12)
  }

  private init(_ body: Span<UInt8>, hasSignatureSchemes: Bool) throws(WireError) {
    var reader = ByteReader(body)
    var types = try reader.readChild(
      byteCount: Int(try reader.readUInt8("certificate_types.length")), "certificate_types")
    certificateTypes = []
    while !types.isAtEnd {
      let type = try types.readUInt8("ClientCertificateType")
      certificateTypes.append(certificateTypeNames[type] ?? String(type))
    }
    if hasSignatureSchemes {
      signatureSchemes = try reader.readUInt16List("supported_signature_algorithms").map(
        SignatureScheme.init(rawValue:))
    }
    certificateAuthorities = []
    var names = try reader.readChild(
      byteCount: Int(try reader.readUInt16("certificate_authorities.length")), "certificate_authorities")
    try reader.expectEnd(of: "certificate_authorities")
    while !names.isAtEnd {
      let length = Int(try names.readUInt16("DistinguishedName.length"))
      certificateAuthorities.append([UInt8](copying: try names.readBytes(length, "DistinguishedName")))
    }
  }
}

extension ByteReader {
  /// A vector of 16-bit numbers behind its length in bytes, which takes two bytes.
  mutating func readUInt16List(_ field: StaticString) throws(WireError) -> [UInt16] {
    var list = try readChild(byteCount: Int(try readUInt16(field)), field)
    return try list.readUInt16s(field)
  }

  /// 16-bit numbers to the end.
  mutating func readUInt16s(_ field: StaticString) throws(WireError) -> [UInt16] {
    var values: [UInt16] = []
    while !isAtEnd { values.append(try readUInt16(field)) }
    return values
  }
}

/// IANA's registry "TLS ClientCertificateType Identifiers".
private let certificateTypeNames: [UInt8: String] = [
  1: "rsa_sign",
  2: "dss_sign",
  3: "rsa_fixed_dh",
  4: "dss_fixed_dh",
  5: "rsa_ephemeral_dh",
  6: "dss_ephemeral_dh",
  20: "fortezza_dms",
  64: "ecdsa_sign",
  65: "rsa_fixed_ecdh",
  66: "ecdsa_fixed_ecdh",
  67: "gost_sign256",
  68: "gost_sign512",
]
