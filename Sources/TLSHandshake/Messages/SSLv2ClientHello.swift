import WireFormat

/// The hello that old clients send to be understood by SSL 2.0 servers too.
///
/// ```
/// struct {
///     uint16 msg_length;            high bit set; bytes that follow
///     uint8 msg_type = 1;
///     Version version;
///     uint16 cipher_spec_length;    a multiple of 3
///     uint16 session_id_length;     0 or 16
///     uint16 challenge_length;      16 to 32
///     V2CipherSpec cipher_specs[cipher_spec_length];
///     opaque session_id[session_id_length];
///     opaque challenge[challenge_length];
/// } V2ClientHello;                                   RFC 5246, E.2
/// ```
struct SSLv2ClientHello {
  /// Bytes of the message with its two bytes of length.
  var byteCount: Int
  var version: ProtocolVersion

  /// Bytes that tell whether it is one.
  static let prefixByteCount = 11

  /// Nil where the first eleven bytes cannot be one's.
  init?(prefix bytes: Span<UInt8>) {
    guard bytes.count >= Self.prefixByteCount, bytes[0] & 0x80 != 0, bytes[2] == 1 else { return nil }
    let messageLength = Int(bytes.bigEndianUInt16(at: 0) & 0x7fff)
    version = ProtocolVersion(rawValue: bytes.bigEndianUInt16(at: 3))
    let cipherSpecLength = Int(bytes.bigEndianUInt16(at: 5))
    let sessionIDLength = Int(bytes.bigEndianUInt16(at: 7))
    let challengeLength = Int(bytes.bigEndianUInt16(at: 9))
    guard version == .ssl2 || (version.rawValue >> 8 == 3 && version.rawValue & 0xff <= 4),
      cipherSpecLength > 0, cipherSpecLength.isMultiple(of: 3),
      sessionIDLength == 0 || sessionIDLength == 16, (16...32).contains(challengeLength),
      messageLength == 9 + cipherSpecLength + sessionIDLength + challengeLength
    else { return nil }
    byteCount = 2 + messageLength
  }
}
