import WireFormat

/// All that a ServerHello chooses: what ``ServerHello`` leaves unread, because only a report on the connection asks
/// for it. ``ServerHelloStart`` shows the message's structure.
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

  /// - Throws: `WireError` where the fields before the extensions are not whole. Extensions behind one whose length is
  ///   wrong are left out.
  public init(_ body: Span<UInt8>) throws(WireError) {
    var reader = ByteReader(body)
    let start = try ServerHelloStart(&reader)
    legacyVersion = start.legacyVersion
    cipherSuite = CipherSuite(rawValue: start.cipherSuite)
    isRetryRequest = start.isRetryRequest
    try? reader.readExtensions { (type, data) throws(WireError) in
      extensionTypes.append(type)
      switch type {
      case ExtensionType.applicationProtocols: applicationProtocol = (try? data.readProtocolNames())?.first
      case ExtensionType.preSharedKey: selectsPreSharedKey = true
      default: break
      }
    }
  }
}
