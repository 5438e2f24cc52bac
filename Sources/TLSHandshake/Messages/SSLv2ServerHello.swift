import WireFormat

/// The answer of an SSL 2.0 server, with its one certificate.
///
/// ```
/// char MSG-SERVER-HELLO = 4
/// char SESSION-ID-HIT
/// char CERTIFICATE-TYPE             1: X.509
/// char SERVER-VERSION[2]
/// char CERTIFICATE-LENGTH[2]
/// char CIPHER-SPECS-LENGTH[2]
/// char CONNECTION-ID-LENGTH[2]
/// char CERTIFICATE-DATA[..], CIPHER-SPECS-DATA[..], CONNECTION-ID-DATA[..]
///                                                    draft-hickman-netscape-ssl-00, 2.6
/// ```
struct SSLv2ServerHello {
  /// Bytes of the message with its two bytes of record length.
  var byteCount: Int
  /// Where the certificate is, counted from the record length.
  var certificate: Range<Int>

  static let prefixByteCount = 13

  /// Nil where the first thirteen bytes cannot be one's.
  init?(prefix bytes: Span<UInt8>) {
    guard bytes.count >= Self.prefixByteCount, bytes[0] & 0x80 != 0, bytes[2] == 4, bytes[3] <= 1,
      bytes[4] <= 1, bytes.bigEndianUInt16(at: 5) == ProtocolVersion.ssl2.rawValue
    else { return nil }
    let messageLength = Int(bytes.bigEndianUInt16(at: 0) & 0x7fff)
    let certificateLength = Int(bytes.bigEndianUInt16(at: 7))
    let cipherSpecsLength = Int(bytes.bigEndianUInt16(at: 9))
    let connectionIDLength = Int(bytes.bigEndianUInt16(at: 11))
    guard cipherSpecsLength.isMultiple(of: 3), connectionIDLength <= 32,
      messageLength == 11 + certificateLength + cipherSpecsLength + connectionIDLength
    else { return nil }
    byteCount = 2 + messageLength
    certificate = Self.prefixByteCount..<Self.prefixByteCount + certificateLength
  }
}
