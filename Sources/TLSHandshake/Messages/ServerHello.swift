import WireFormat

/// What of a ServerHello decides how the handshake is read on.
public struct ServerHello: Sendable, Equatable {
  /// The version that the connection uses: supported_versions' (RFC 8446, 4.2.1), else legacy_version.
  public var negotiatedVersion: ProtocolVersion
  public var cipherSuite: UInt16
  var certificateAgreement = CertificateAgreement()

  /// - Throws: `WireError` where the fields before the extensions are not whole. An extension that cannot be read is
  ///   left out, and so are those behind one whose length is wrong.
  init(_ body: Span<UInt8>) throws(WireError) {
    var reader = ByteReader(body)
    let start = try ServerHelloStart(&reader)
    negotiatedVersion = start.legacyVersion
    cipherSuite = start.cipherSuite
    // Drafts of TLS 1.3 up to 21 have no supported_versions.
    if start.legacyVersion.isTLS13 { return }
    try? reader.readExtensions { (type, data) throws(WireError) in
      if type == ExtensionType.supportedVersions {
        let selected = try? data.readUInt16("selected_version")
        negotiatedVersion = selected.map(ProtocolVersion.init(rawValue:)) ?? negotiatedVersion
      } else {
        try? certificateAgreement.read(type, &data)
      }
    }
  }

  /// Bytes of the MAC behind each record's content where the cipher suite encrypts nothing, else nil.
  ///
  /// Such a connection can be read on after ChangeCipherSpec (RFC 5246, A.5; RFC 4492, 6; RFC 4785).
  var nullCipherMACByteCount: Int? {
    switch cipherSuite {
    case 0x0001: 16  // TLS_RSA_WITH_NULL_MD5
    case 0x0002, 0x002c, 0x002d, 0x002e, 0xc001, 0xc006, 0xc00b, 0xc010, 0xc015, 0xc039: 20  // ..._NULL_SHA
    case 0x003b, 0x00b0, 0x00b4, 0x00b8, 0xc03a: 32  // ..._NULL_SHA256
    case 0x00b1, 0x00b5, 0x00b9, 0xc03b: 48  // ..._NULL_SHA384
    default: nil
    }
  }
}
