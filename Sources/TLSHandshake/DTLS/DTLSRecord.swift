import WireFormat

/// ```
/// struct {
///     ContentType type;
///     ProtocolVersion version;
///     uint16 epoch;
///     uint48 sequence_number;
///     uint16 length;
///     opaque fragment[DTLSPlaintext.length];
/// } DTLSPlaintext;                                   RFC 6347, 4.1; RFC 9147, 4
/// ```
struct DTLSRecordHeader: Equatable {
  var type: ContentType
  var version: ProtocolVersion
  /// Counts from 0 with each ChangeCipherSpec; records of epoch 0 are not encrypted.
  var epoch: UInt16
  var length: Int

  static let byteCount = 13

  /// Nil where the bytes at `offset` cannot be a record's: too few, no known type, no DTLS version, or no content.
  init?(_ bytes: Span<UInt8>, at offset: Int = 0) {
    guard bytes.count - offset >= Self.byteCount else { return nil }
    type = ContentType(rawValue: bytes[offset])
    version = ProtocolVersion(rawValue: bytes.bigEndianUInt16(at: offset + 1))
    epoch = bytes.bigEndianUInt16(at: offset + 3)
    length = Int(bytes.bigEndianUInt16(at: offset + 11))
    guard type.isKnown, version.isDTLS, length > 0 else { return nil }
  }
}

/// ```
/// struct {
///     HandshakeType msg_type;
///     uint24 length;
///     uint16 message_seq;
///     uint24 fragment_offset;
///     uint24 fragment_length;
///     opaque body[fragment_length];
/// } Handshake;                                       RFC 6347, 4.2.2
/// ```
struct DTLSHandshakeHeader: Equatable {
  var type: HandshakeType
  var length: Int
  var messageSequence: UInt16
  var fragmentOffset: Int
  var fragmentLength: Int

  static let byteCount = 12

  /// - Throws: `WireError` where the fragment does not lie within its message.
  init(_ reader: inout ByteReader) throws(WireError) {
    let start = reader.origin + reader.position
    type = HandshakeType(rawValue: try reader.readUInt8("msg_type"))
    length = try reader.readUInt24("length")
    messageSequence = try reader.readUInt16("message_seq")
    fragmentOffset = try reader.readUInt24("fragment_offset")
    fragmentLength = try reader.readUInt24("fragment_length")
    guard fragmentOffset + fragmentLength <= length else {
      throw WireError(
        .invalid, field: "fragment_length", position: start + 9, needed: fragmentLength,
        available: max(0, length - fragmentOffset))
    }
  }
}
