import WireFormat

/// ```
/// struct {
///     ProtocolVersion legacy_version = 0x0303;
///     Random random;
///     opaque legacy_session_id<0..32>;
///     opaque cookie<0..2^8-1>;                       DTLS only (RFC 6347, 4.2.1)
///     CipherSuite cipher_suites<2..2^16-2>;
///     opaque legacy_compression_methods<1..2^8-1>;
///     Extension extensions<8..2^16-1>;
/// } ClientHello;                                     RFC 8446, 4.1.2; extensions may be absent before
/// ```
/// A ClientHello's fields before its extensions, as far as they are of use here.
struct ClientHelloStart: ~Escapable {
  var legacyVersion: ProtocolVersion
  var cipherSuites: ByteReader

  /// Moves `reader` to the extensions.
  ///
  /// - Throws: `WireError` where the message's lengths contradict each other.
  @_lifetime(copy reader)
  init(_ reader: inout ByteReader, isDTLS: Bool) throws(WireError) {
    legacyVersion = ProtocolVersion(rawValue: try reader.readUInt16("legacy_version"))
    try reader.skip(32, "random")
    try reader.skip(Int(try reader.readUInt8("legacy_session_id.length")), "legacy_session_id")
    if isDTLS { try reader.skip(Int(try reader.readUInt8("cookie.length")), "cookie") }
    cipherSuites = try reader.readChild(byteCount: Int(try reader.readUInt16("cipher_suites.length")), "cipher_suites")
    try reader.skip(Int(try reader.readUInt8("legacy_compression_methods.length")), "legacy_compression_methods")
  }
}
