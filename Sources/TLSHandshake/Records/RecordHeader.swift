import WireFormat

/// ```
/// struct {
///     ContentType type;
///     ProtocolVersion legacy_record_version;
///     uint16 length;
///     opaque fragment[TLSPlaintext.length];
/// } TLSPlaintext;                                    RFC 8446, 5.1
/// ```
struct RecordHeader: Equatable {
  var type: ContentType
  var legacyRecordVersion: ProtocolVersion
  var length: Int

  static let byteCount = 5
  /// 2^14 + 2048: what a TLSCiphertext of TLS 1.2 may hold at most (RFC 5246, 6.2.3).
  static let maximumLength = (1 << 14) + 2048

  /// Reads the five bytes at `offset`, which must be there.
  init(_ bytes: Span<UInt8>, at offset: Int = 0) {
    type = ContentType(rawValue: bytes[offset])
    legacyRecordVersion = ProtocolVersion(rawValue: bytes.bigEndianUInt16(at: offset + 1))
    length = Int(bytes.bigEndianUInt16(at: offset + 3))
  }

  /// A header that TLS or TLCP can send: a known type, major version 3 (TLCP: 1.1), a legal length.
  var isPlausible: Bool {
    type.isKnown && length <= Self.maximumLength
      && (legacyRecordVersion.rawValue >> 8 == 3 && legacyRecordVersion.rawValue & 0xff <= 4
        || legacyRecordVersion == .tlcp)
      && (length > 0 || type == .applicationData)
  }
}
