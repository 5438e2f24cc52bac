import WireFormat

/// ```
/// struct {
///     ProtocolVersion legacy_version = 0x0303;
///     Random random;
///     opaque legacy_session_id_echo<0..32>;
///     CipherSuite cipher_suite;
///     uint8 legacy_compression_method = 0;
///     Extension extensions<6..2^16-1>;
/// } ServerHello;                                     RFC 8446, 4.1.3; extensions may be absent before
/// ```
/// A ServerHello's fields before its extensions. Drafts of TLS 1.3 up to 21 have neither session id nor compression
/// method and say so by their version.
struct ServerHelloStart {
  var legacyVersion: ProtocolVersion
  /// It is a HelloRetryRequest, which its random says.
  var isRetryRequest: Bool
  var cipherSuite: UInt16

  /// Moves `reader` to the extensions.
  ///
  /// - Throws: `WireError` where a field is not whole.
  init(_ reader: inout ByteReader) throws(WireError) {
    legacyVersion = ProtocolVersion(rawValue: try reader.readUInt16("legacy_version"))
    isRetryRequest = HandshakeRandom.isRetryRequest(try reader.readBytes(HandshakeRandom.byteCount, "random"))
    if legacyVersion.isTLS13 {
      cipherSuite = try reader.readUInt16("cipher_suite")
      return
    }
    try reader.skip(Int(try reader.readUInt8("legacy_session_id_echo.length")), "legacy_session_id_echo")
    cipherSuite = try reader.readUInt16("cipher_suite")
    try reader.skip(1, "legacy_compression_method")
  }
}
