import WireFormat

/// All that a ClientHello offers: what ``ClientHello`` leaves unread, because only a report on the connection asks for it.
/// ``ClientHelloStart`` shows the message's structure.
public struct ClientHelloOffer: Sendable, Equatable {
  public var legacyVersion: ProtocolVersion
  public var cipherSuites: [CipherSuite] = []
  /// The types of all extensions, in the order they were sent.
  public var extensionTypes: [UInt16] = []
  /// supported_versions (RFC 8446, 4.2.1), in the client's order; empty without the extension.
  public var supportedVersions: [ProtocolVersion] = []
  /// signature_algorithms (RFC 8446, 4.2.3).
  public var signatureSchemes: [SignatureScheme] = []
  /// supported_groups (RFC 8422, 5.1.1).
  public var supportedGroups: [UInt16] = []
  /// ec_point_formats (RFC 8422, 5.1.2).
  public var pointFormats: [UInt8] = []
  /// application_layer_protocol_negotiation (RFC 7301, 3.1).
  public var applicationProtocols: [[UInt8]] = []
  /// Over DTLS, which JA4 tells from TLS.
  public var isDTLS: Bool

  /// - Throws: `WireError` where the message's lengths contradict each other. An extension whose contents do is
  ///   taken as empty.
  public init(_ body: Span<UInt8>, isDTLS: Bool = false) throws(WireError) {
    self.isDTLS = isDTLS
    var reader = ByteReader(body)
    var start = try ClientHelloStart(&reader, isDTLS: isDTLS)
    legacyVersion = start.legacyVersion
    cipherSuites = try start.cipherSuites.readUInt16s("cipher_suites").map(CipherSuite.init(rawValue:))
    try reader.readExtensions { (type, data) throws(WireError) in
      extensionTypes.append(type)
      readExtension(type, &data)
    }
  }

  /// The versions that the client offers, in its order, without GREASE; without supported_versions, the highest one.
  public var offeredVersions: [ProtocolVersion] {
    supportedVersions.isEmpty ? [legacyVersion] : supportedVersions.filter { !isGREASE($0.rawValue) }
  }

  /// As ``ProtocolVersion/name`` has them, else as a code: `1.3`, `0x7f1c`.
  public var offeredVersionNames: [String] {
    offeredVersions.map { $0.name ?? hexCode($0.rawValue) }
  }

  private mutating func readExtension(_ type: UInt16, _ data: inout ByteReader) {
    switch type {
    case ExtensionType.supportedGroups:
      supportedGroups = (try? data.readUInt16List("named_group_list")) ?? []
    case ExtensionType.pointFormats:
      pointFormats = (try? data.readUInt8List("ec_point_format_list")) ?? []
    case ExtensionType.signatureAlgorithms:
      let values = (try? data.readUInt16List("supported_signature_algorithms")) ?? []
      signatureSchemes = values.map(SignatureScheme.init(rawValue:))
    case ExtensionType.applicationProtocols:
      applicationProtocols = (try? data.readProtocolNames()) ?? []
    case ExtensionType.supportedVersions:
      supportedVersions = (try? data.readVersions()) ?? []
    default: break
    }
  }
}

extension ByteReader {
  /// ```
  /// opaque ProtocolName<1..2^8-1>;
  /// struct { ProtocolName protocol_name_list<2..2^16-1> } ProtocolNameList;      RFC 7301, 3.1
  /// ```
  mutating func readProtocolNames() throws(WireError) -> [[UInt8]] {
    var list = try readChild(byteCount: Int(try readUInt16("protocol_name_list.length")), "protocol_name_list")
    var names: [[UInt8]] = []
    while !list.isAtEnd {
      let length = Int(try list.readUInt8("ProtocolName.length"))
      names.append([UInt8](copying: try list.readBytes(length, "ProtocolName")))
    }
    return names
  }

  /// A vector of bytes behind its length, which takes one byte.
  fileprivate mutating func readUInt8List(_ field: StaticString) throws(WireError) -> [UInt8] {
    [UInt8](copying: try readBytes(Int(try readUInt8(field)), field))
  }

  /// `ProtocolVersion versions<2..254>` (RFC 8446, 4.2.1).
  fileprivate mutating func readVersions() throws(WireError) -> [ProtocolVersion] {
    var list = try readChild(byteCount: Int(try readUInt8("versions.length")), "versions")
    var versions: [ProtocolVersion] = []
    while !list.isAtEnd { versions.append(ProtocolVersion(rawValue: try list.readUInt16("version"))) }
    return versions
  }
}
