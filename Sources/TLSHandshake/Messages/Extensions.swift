import WireFormat

/// Extension types (RFC 8446, 4.2).
enum ExtensionType {
  static let serverName: UInt16 = 0
  static let supportedGroups: UInt16 = 10
  static let pointFormats: UInt16 = 11
  static let signatureAlgorithms: UInt16 = 13
  static let applicationProtocols: UInt16 = 16
  static let preSharedKey: UInt16 = 41
  static let supportedVersions: UInt16 = 43
}

extension ByteReader {
  /// ```
  /// struct {
  ///     ExtensionType extension_type;
  ///     opaque extension_data<0..2^16-1>;
  /// } Extension;
  /// Extension extensions<..2^16-1>;                  RFC 8446, 4.2
  /// ```
  /// Visits the extensions that end a hello, in the order they were sent; none where the hello ends before them,
  /// as it may until TLS 1.2.
  ///
  /// - Throws: `WireError` where the lengths contradict each other, and what `visit` throws.
  mutating func readExtensions(
    _ visit: (_ type: UInt16, _ data: inout ByteReader) throws(WireError) -> Void
  ) throws(WireError) {
    if isAtEnd { return }
    var extensions = try readChild(byteCount: Int(try readUInt16("extensions.length")), "extensions")
    while !extensions.isAtEnd {
      let type = try extensions.readUInt16("extension_type")
      var data = try extensions.readChild(
        byteCount: Int(try extensions.readUInt16("extension_data.length")), "extension_data")
      try visit(type, &data)
    }
  }
}
