import WireFormat

/// ```
/// struct {
///     HandshakeType msg_type;
///     uint24 length;
///     opaque body[length];
/// } Handshake;                                       RFC 8446, 4
/// ```
/// Joins handshake messages out of the contents of records: a message may spread over many records, and a record
/// may hold many messages. A message that lies within one piece of input is read from there; only what is left
/// over is copied. Messages that nobody reads are counted off without being kept.
struct HandshakeJoiner: ~Copyable {
  /// Where the body of a message is.
  enum Body: Equatable {
    /// In the input.
    case input(Range<Int>)
    /// In what ``exchangeKept(_:)`` lends, until the next call.
    case kept
    /// Nowhere: messages of this type are not read, or it was too long, or a gap went through it.
    case dropped
  }

  struct Message: Equatable {
    var type: HandshakeType
    var body: Body
  }

  enum Event: Equatable {
    /// It is complete.
    case message(Message)
    /// Of a Certificate message's body of this length the first piece can be lent (``exchangeKept(_:)``), and more
    /// are to come.
    case certificateBegins(bodyLength: Int)
  }

  /// Bytes of the body of the message being joined, or of the one before: its first ones, without a gap.
  private var kept: [UInt8] = []
  /// Whether CertificateRequest messages are read too.
  private let readsRequests: Bool
  private var header: InlineArray<4, UInt8> = .init(repeating: 0)
  private var headerCount = 0
  private var type = HandshakeType.helloRequest
  private var bodyLength = 0
  /// Bytes of the body that are still to come.
  private var remaining = 0
  private var isKeeping = false
  /// Where the next message starts is not known; the start of a record may tell.
  private var isLost = false

  init(readsRequests: Bool = false) {
    self.readsRequests = readsRequests
  }

  /// A message has begun and not ended.
  var isInsideMessage: Bool { headerCount > 0 }

  /// Reads on at `position`, not beyond `end`; moves `position` behind what was read.
  ///
  /// - Parameters:
  ///   - startsRecord: `position` is the start of a record's content.
  ///   - buffers: for messages of which not all is in `input`.
  /// - Returns: what comes next, a message or the beginning of one; nil when more input is needed.
  mutating func next(
    _ input: Span<UInt8>, _ position: inout Int, end: Int, startsRecord: Bool, buffers: inout MessageBuffers
  ) -> Event? {
    if isLost {
      guard startsRecord, HandshakeSearch.judgeMessage(input.extracting(position..<end)) == .startsHere else {
        position = end
        return nil
      }
      isLost = false
    }
    if headerCount == 0, kept.capacity > 0 { buffers.give(exchange(&kept, with: [])) }
    while headerCount < 4 {
      guard position < end else { return nil }
      header[headerCount] = input[position]
      headerCount += 1
      position += 1
      if headerCount == 4 { begin() }
    }
    let part = position..<position + min(remaining, end - position)
    position = part.upperBound
    remaining -= part.count
    let isFirst = kept.isEmpty
    if remaining > 0 || !isFirst, isKeeping, !part.isEmpty {
      if isFirst {
        kept = buffers.take()
        // Room for the message, but no more is asked for than a few times what has come of it.
        kept.reserveCapacity(min(bodyLength, 4 * part.count))
      }
      kept.append(copying: input.extracting(part))
    }
    guard remaining == 0 else {
      return isFirst && !kept.isEmpty && type == .certificate ? .certificateBegins(bodyLength: bodyLength) : nil
    }
    headerCount = 0
    return .message(Message(type: type, body: !isKeeping ? .dropped : kept.isEmpty ? .input(part) : .kept))
  }

  /// `byteCount` bytes of record content are missing.
  ///
  /// - Returns: the length of the Certificate message that the gap goes through; its first bytes are ``kept``, to be
  ///   taken.
  mutating func skip(byteCount: Int) -> Int? {
    guard byteCount > 0, !isLost else { return nil }
    guard headerCount == 4 else {
      headerCount = 0
      isLost = true
      return nil
    }
    let length = partialCertificateLength
    if length == nil { kept = [] }
    isKeeping = false
    isLost = byteCount > remaining
    remaining -= min(byteCount, remaining)
    if remaining == 0 { headerCount = 0 }
    return length
  }

  /// Gives up the message being joined.
  ///
  /// - Returns: its length, if it is a Certificate message; its first bytes are ``kept``, to be taken.
  mutating func abandon() -> Int? {
    let length = partialCertificateLength
    if length == nil { kept = [] }
    headerCount = 0
    isKeeping = false
    return length
  }

  /// Lends ``kept``, or takes it back.
  mutating func exchangeKept(_ bytes: inout [UInt8]) { swap(&kept, &bytes) }

  /// What is kept of a message that is not whole: no more of it comes.
  mutating func takeKept() -> [UInt8] { exchange(&kept, with: []) }

  /// Nil for what is no Certificate message, or a whole one.
  private var partialCertificateLength: Int? {
    headerCount == 4 && type == .certificate && isKeeping && remaining > 0 ? bodyLength : nil
  }

  private mutating func begin() {
    type = HandshakeType(rawValue: header[0])
    bodyLength = header.span.bigEndianUInt24(at: 1)
    remaining = bodyLength
    let isRead = Self.isRead(type) || (readsRequests && type == .certificateRequest)
    isKeeping = isRead && bodyLength <= Self.maximumLength
  }

  private static func isRead(_ type: HandshakeType) -> Bool {
    type == .clientHello || type == .serverHello || type == .certificate || type == .certificateStatus
  }

  /// Longer messages are not kept: no peer accepts one, so it is an attack on the reader.
  static let maximumLength = 4 << 20
}
