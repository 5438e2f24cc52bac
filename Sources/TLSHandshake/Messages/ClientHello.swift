import WireFormat

/// What of a ClientHello a chain is reported with.
public struct ClientHello: Sendable, Equatable {
  /// The host_name of the server_name extension (RFC 6066, 3).
  public var serverName: String?

  /// - Throws: `WireError` where the message's lengths contradict each other.
  init(_ body: Span<UInt8>, isDTLS: Bool = false) throws(WireError) {
    var reader = ByteReader(body)
    _ = try ClientHelloStart(&reader, isDTLS: isDTLS)
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
      if type == 0 { return name.text }
    }
    return nil
  }
}
