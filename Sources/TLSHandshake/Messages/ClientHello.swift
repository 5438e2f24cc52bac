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
public struct ClientHello: Sendable, Equatable {
  public var legacyVersion: ProtocolVersion
  /// The host_name of the server_name extension (RFC 6066, 3).
  public var serverName: String?

  /// - Throws: `WireError` where the message's lengths contradict each other.
  init(_ body: Span<UInt8>, isDTLS: Bool = false) throws(WireError) {
    var reader = ByteReader(body)
    legacyVersion = ProtocolVersion(rawValue: try reader.readUInt16("legacy_version"))
    try reader.skip(32, "random")
    try reader.skip(Int(try reader.readUInt8("legacy_session_id.length")), "legacy_session_id")
    if isDTLS { try reader.skip(Int(try reader.readUInt8("cookie.length")), "cookie") }
    try reader.skip(Int(try reader.readUInt16("cipher_suites.length")), "cipher_suites")
    try reader.skip(Int(try reader.readUInt8("legacy_compression_methods.length")), "legacy_compression_methods")
    try reader.readExtensions { (type, data) throws(WireError) in
      if type == ExtensionType.serverName { serverName = try? Self.readServerName(&data) }
    }
  }

  /// ```
  /// struct {
  ///     NameType name_type;          host_name(0)
  ///     opaque HostName<1..2^16-1>;
  /// } ServerName;
  /// ServerName server_name_list<1..2^16-1>           RFC 6066, 3
  /// ```
  private static func readServerName(_ data: inout ByteReader) throws(WireError) -> String? {
    var list = try data.readChild(byteCount: Int(try data.readUInt16("server_name_list.length")), "server_name_list")
    while !list.isAtEnd {
      let type = try list.readUInt8("name_type")
      let name = try list.readBytes(Int(try list.readUInt16("HostName.length")), "HostName")
      if type == 0 { return String(decoding: [UInt8](copying: name), as: UTF8.self) }
    }
    return nil
  }
}
