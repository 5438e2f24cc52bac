import WireFormat

/// Whether TLS starts at some bytes, judged by what they hold, on no matter which port.
///
/// A record header alone is five bytes that other data can begin with. So the handshake message in it is looked at
/// too: its type, its length, the version and the lengths inside. Messages may be spread over records of any size.
enum HandshakeSearch {
  enum Verdict: Equatable {
    /// A handshake (or an alert that refuses one) starts here.
    case startsHere
    /// The bytes may begin one; more are needed to tell.
    case needsMore
    case isNot
    /// The header of an encrypted record of a session that is under way.
    case encryptedRecord
  }

  /// Bytes after which a verdict is always given, even with one byte of content a record.
  static let maximumByteCount = (RecordHeader.byteCount + 1) * contentByteCount

  static func judge(_ bytes: Span<UInt8>) -> Verdict {
    guard !bytes.isEmpty else { return .needsMore }
    switch bytes[0] {
    case ContentType.handshake.rawValue: return judgeHandshake(bytes)
    case ContentType.alert.rawValue: return judgeAlert(bytes)
    case ContentType.applicationData.rawValue: return judgeApplicationData(bytes)
    case 0x80...0xff: return judgeSSLv2(bytes)
    default: return .isNot
    }
  }

  // MARK: One kind of start each

  private static func judgeHandshake(_ bytes: Span<UInt8>) -> Verdict {
    if let content = wholeContent(bytes) { return judgeMessage(content) }
    var content: InlineArray<44, UInt8> = .init(repeating: 0)
    var count = 0
    var position = 0
    while position < bytes.count, count < contentByteCount {
      guard isPlausibleHeaderStart(bytes, at: position) else { return .isNot }
      guard bytes.count - position >= RecordHeader.byteCount else { break }
      let header = RecordHeader(bytes, at: position)
      guard header.type == .handshake, header.isPlausible else { return .isNot }
      position += RecordHeader.byteCount
      let end = min(position + header.length, bytes.count)
      while position < end, count < contentByteCount {
        content[count] = bytes[position]
        count += 1
        position += 1
      }
    }
    return judgeMessage(content.span.extracting(0..<count))
  }

  /// What is looked at, where it lies within the first record, as it nearly always does.
  @_lifetime(copy bytes)
  private static func wholeContent(_ bytes: Span<UInt8>) -> Span<UInt8>? {
    guard bytes.count >= RecordHeader.byteCount + contentByteCount else { return nil }
    let header = RecordHeader(bytes)
    guard header.type == .handshake, header.isPlausible, header.length >= contentByteCount else { return nil }
    return bytes.extracting(RecordHeader.byteCount..<RecordHeader.byteCount + contentByteCount)
  }

  /// The first bytes of a handshake message.
  static func judgeMessage(_ content: Span<UInt8>) -> Verdict {
    guard content.count >= 4 else {
      return content.isEmpty || isFirstMessage(content[0]) ? .needsMore : .isNot
    }
    let length = content.bigEndianUInt24(at: 1)
    switch HandshakeType(rawValue: content[0]) {
    case .clientHello: return judgeHello(content, length, minimumLength: 38, maximumLength: 1 << 17)
    case .serverHello: return judgeHello(content, length, minimumLength: 38, maximumLength: 1 << 16)
    case .certificate: return judgeCertificate(content, length)
    case .helloRequest: return length == 0 ? .startsHere : .isNot
    default: return .isNot
    }
  }

  /// Both hellos start with a version, 32 random bytes and a session id of at most 32 (drafts of TLS 1.3 up to 21
  /// have no session id in the ServerHello).
  private static func judgeHello(_ content: Span<UInt8>, _ length: Int, minimumLength: Int, maximumLength: Int)
    -> Verdict
  {
    guard (minimumLength...maximumLength).contains(length) else { return .isNot }
    guard content.count >= 6 else { return .needsMore }
    let version = ProtocolVersion(rawValue: content.bigEndianUInt16(at: 4))
    guard version.name != nil, version != .ssl2, !version.isDTLS else { return .isNot }
    if version.isTLS13 { return .startsHere }
    guard content.count > 38 else { return .needsMore }
    return content[38] <= 32 ? .startsHere : .isNot
  }

  private static func judgeCertificate(_ content: Span<UInt8>, _ length: Int) -> Verdict {
    guard length >= 3 else { return .isNot }
    guard content.count >= 7 else { return .needsMore }
    let listLength = content.bigEndianUInt24(at: 4)
    guard listLength == length - 3 else { return .isNot }
    if listLength == 0 { return .startsHere }
    guard content.count >= 11 else { return .needsMore }
    let elementLength = content.bigEndianUInt24(at: 7)
    return elementLength > 0 && elementLength + 3 <= listLength && content[10] == derSequenceTag
      ? .startsHere : .isNot
  }

  /// A side that refuses a hello may send nothing but an alert.
  private static func judgeAlert(_ bytes: Span<UInt8>) -> Verdict {
    guard isPlausibleHeaderStart(bytes, at: 0) else { return .isNot }
    guard bytes.count >= RecordHeader.byteCount + 2 else { return .needsMore }
    let header = RecordHeader(bytes)
    if header.length == 2, bytes[5] == 1 || bytes[5] == 2 { return .startsHere }
    return header.isPlausible && header.length > 2 ? .encryptedRecord : .isNot
  }

  private static func judgeApplicationData(_ bytes: Span<UInt8>) -> Verdict {
    guard bytes.count >= RecordHeader.byteCount else { return .isNot }
    let header = RecordHeader(bytes)
    return header.isPlausible && header.length > 0 ? .encryptedRecord : .isNot
  }

  private static func judgeSSLv2(_ bytes: Span<UInt8>) -> Verdict {
    guard bytes.count > 2 else { return .needsMore }
    switch bytes[2] {
    case 1 where bytes.count < SSLv2ClientHello.prefixByteCount: return .needsMore
    case 1: return SSLv2ClientHello(prefix: bytes) != nil ? .startsHere : .isNot
    case 4 where bytes.count < SSLv2ServerHello.prefixByteCount: return .needsMore
    case 4: return SSLv2ServerHello(prefix: bytes) != nil ? .startsHere : .isNot
    default: return .isNot
    }
  }

  // MARK: Helpers

  /// Rejects as early as the bytes that are there allow.
  private static func isPlausibleHeaderStart(_ bytes: Span<UInt8>, at position: Int) -> Bool {
    guard position + 1 < bytes.count else { return true }
    let major = bytes[position + 1]
    guard major == 3 || major == 1 else { return false }
    return position + 2 >= bytes.count || (major == 3 ? bytes[position + 2] <= 4 : bytes[position + 2] == 1)
  }

  private static func isFirstMessage(_ type: UInt8) -> Bool {
    switch HandshakeType(rawValue: type) {
    case .clientHello, .serverHello, .certificate, .helloRequest: true
    default: false
    }
  }

  private static let contentByteCount = 44
  private static let derSequenceTag: UInt8 = 0x30
}
