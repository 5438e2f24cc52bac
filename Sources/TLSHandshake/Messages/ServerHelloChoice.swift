import WireFormat

/// All that a ServerHello chooses: what ``ServerHello`` leaves unread, because only a report on the connection asks
/// for it. The message's structure stands there.
public struct ServerHelloChoice: Sendable, Equatable {
  public var legacyVersion: ProtocolVersion
  public var cipherSuite: CipherSuite
  /// The types of all extensions, in the order they were sent.
  public var extensionTypes: [UInt16] = []
  /// The application protocol (RFC 7301); nil where none is in the clear: TLS 1.3 sends it encrypted.
  public var applicationProtocol: [UInt8]?
  /// TLS 1.3 goes on with a key of an earlier session, or one agreed beforehand (RFC 8446, 4.2.11).
  public var selectsPreSharedKey = false
  /// It asks for another ClientHello (RFC 8446, 4.1.4).
  public var isRetryRequest: Bool

  /// - Throws: `WireError` where the message's lengths contradict each other.
  public init(_ body: Span<UInt8>) throws(WireError) {
    var reader = ByteReader(body)
    legacyVersion = ProtocolVersion(rawValue: try reader.readUInt16("legacy_version"))
    let random = try reader.readBytes(32, "random")
    isRetryRequest = (0..<32).allSatisfy { random[$0] == Self.retryRequestRandom[$0] }
    // Drafts of TLS 1.3 up to 21 have neither session id nor compression method.
    let isDraft = legacyVersion.isTLS13
    if !isDraft {
      try reader.skip(Int(try reader.readUInt8("legacy_session_id_echo.length")), "legacy_session_id_echo")
    }
    cipherSuite = CipherSuite(rawValue: try reader.readUInt16("cipher_suite"))
    if !isDraft { try reader.skip(1, "legacy_compression_method") }
    try reader.readExtensions { (type, data) throws(WireError) in
      extensionTypes.append(type)
      switch type {
      case ExtensionType.applicationProtocols: applicationProtocol = (try? data.readProtocolNames())?.first
      case ExtensionType.preSharedKey: selectsPreSharedKey = true
      default: break
      }
    }
  }

  /// SHA-256 of "HelloRetryRequest" (RFC 8446, 4.1.3).
  private static let retryRequestRandom: [UInt8] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
  ]
}
