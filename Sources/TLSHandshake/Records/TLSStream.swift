import WireFormat

/// One direction of a connection: reads records from where a handshake was found until they are encrypted.
///
/// ```
///   searching --begin(_:)--> records --stop(), application_data--> finished
///       ^                       |
///       +----- lost step -------+
/// ```
struct TLSStream: ~Copyable {
  enum State: Equatable { case searching, records, finished }

  // It holds no bytes: each is looked at once, and to count references would take longer than that.
  enum Event: Equatable {
    case sslv2ClientHello
    /// The certificate is to be taken by ``takeSSLv2Certificate()``.
    case sslv2ServerHello
    case joined(HandshakeJoiner.Event)
    /// The first bytes of a Certificate message of this length are to be taken by ``takePartialCertificate()``.
    case partialCertificate(bodyLength: Int)
    case changeCipherSpec
    /// Only where ``watch`` is set.
    case record(RecordStep)
  }

  private(set) var state = State.searching
  /// The first record was an alert.
  private(set) var startsWithAlert = false
  /// The first fatal alert in the clear.
  private(set) var refusal: Alert?
  /// A gap hit the handshake, or its framing was lost.
  private(set) var isDamaged = false
  private var joiner: HandshakeJoiner
  /// Set where all records are read, to the connection's end, and not only the handshake.
  private var watch: RecordWatch?

  /// The bytes of an SSL 2.0 SERVER-HELLO so far; when it is whole, its certificate, as a Certificate message's body.
  private var sslv2Message: [UInt8] = []
  /// The bytes so far of a record header that segments cut.
  private var header: InlineArray<5, UInt8> = .init(repeating: 0)
  private var headerCount = 0
  private var recordType = ContentType.handshake
  private var recordLength = 0
  private var recordRemaining = 0
  /// Bytes at the end of each record that are its MAC; nil as long as records have none.
  private var macByteCount: Int?

  init(readsAllRecords: Bool = false) {
    watch = readsAllRecords ? RecordWatch() : nil
    joiner = HandshakeJoiner(readsRequests: readsAllRecords)
  }

  /// A handshake was found.
  mutating func begin(_ kind: HandshakeFinder.Start.Kind) {
    state = .records
    headerCount = 0
    switch kind {
    case .record(let isAlert): startsWithAlert = isAlert
    case .sslv2ClientHello(let byteCount): beginSSLv2(Self.sslv2ClientHello, byteCount: byteCount)
    case .sslv2ServerHello(let byteCount): beginSSLv2(Self.sslv2ServerHello, byteCount: byteCount)
    }
  }

  /// Counts a message of SSL 2.0 as one record without a header.
  private mutating func beginSSLv2(_ type: ContentType, byteCount: Int) {
    startsWithAlert = false
    headerCount = RecordHeader.byteCount
    recordType = type
    recordLength = byteCount
    recordRemaining = byteCount
  }

  // MARK: Reading

  /// Reads on at `position`; moves it behind what was read.
  ///
  /// - Returns: the next event; nil when all input was read or the stream is no longer read.
  mutating func next(_ input: Span<UInt8>, _ position: inout Int, _ buffers: inout MessageBuffers) -> Event? {
    while position < input.count || isAtContentEnd, state == .records {
      if headerCount == 0, input.count - position >= RecordHeader.byteCount {
        let header = RecordHeader(input, at: position)
        headerCount = RecordHeader.byteCount
        position += RecordHeader.byteCount
        if let event = beginRecord(header) { return event }
      } else if headerCount < RecordHeader.byteCount {
        header[headerCount] = input[position]
        headerCount += 1
        position += 1
        if headerCount == RecordHeader.byteCount, let event = beginRecord(RecordHeader(header.span)) { return event }
      } else if let event = readContent(input, &position, &buffers) {
        return event
      }
    }
    return nil
  }

  /// A record of no bytes is read without further input.
  private var isAtContentEnd: Bool { headerCount == RecordHeader.byteCount && recordRemaining == 0 }

  private mutating func beginRecord(_ parsed: RecordHeader) -> Event? {
    guard parsed.isPlausible else {
      if !isEncrypted { isDamaged = true }
      return loseStep()
    }
    recordType = parsed.type
    recordLength = parsed.length
    recordRemaining = parsed.length
    if recordType == .applicationData, macByteCount == nil { encrypt() }
    return encryptedStep.map { .record($0) }
  }

  private mutating func readContent(
    _ input: Span<UInt8>, _ position: inout Int, _ buffers: inout MessageBuffers
  ) -> Event? {
    let startsRecord = recordRemaining == recordLength
    let contentRemaining = max(0, recordRemaining - (macByteCount ?? 0))
    if recordType == .handshake, contentRemaining > 0, !isEncrypted {
      let start = position
      let end = position + min(contentRemaining, input.count - position)
      let event = joiner.next(input, &position, end: end, startsRecord: startsRecord, buffers: &buffers)
      consume(position - start)
      return event.map { .joined($0) }
    }
    let count = min(recordRemaining, input.count - position)
    if recordType == Self.sslv2ServerHello {
      sslv2Message.append(copying: input.extracting(position..<(position + count)))
    }
    let content = input.extracting(position..<(position + min(count, contentRemaining)))
    position += count
    consume(count)
    if recordType == .alert, !isEncrypted, content.count == recordLength, let alert = Alert(content), alert.isFatal {
      refusal = refusal ?? alert
    }
    if recordType == .alert, let alert = watch?.readAlert(content, length: recordLength - (macByteCount ?? 0)) {
      return .record(.alert(alert))
    }
    guard headerCount == 0 else { return nil }
    switch recordType {
    case .changeCipherSpec: return .changeCipherSpec
    case Self.sslv2ClientHello: return .sslv2ClientHello
    case Self.sslv2ServerHello: return takeSSLv2ServerHello()
    default: return nil
    }
  }

  /// What follows is encrypted.
  private mutating func takeSSLv2ServerHello() -> Event? {
    let message = sslv2Message
    stop()
    guard let hello = SSLv2ServerHello(prefix: message.span), hello.byteCount == message.count else { return nil }
    func uint24(_ value: Int) -> [UInt8] {
      [UInt8(value >> 16 & 0xff), UInt8(value >> 8 & 0xff), UInt8(value & 0xff)]
    }
    let certificate = message[hello.certificate]
    sslv2Message =
      certificate.isEmpty ? uint24(0) : uint24(certificate.count + 3) + uint24(certificate.count) + certificate
    return .sslv2ServerHello
  }

  /// As a Certificate message's body.
  mutating func takeSSLv2Certificate() -> [UInt8] { exchange(&sslv2Message, with: []) }

  mutating func takePartialCertificate() -> [UInt8] { joiner.takeKept() }

  /// Takes the bytes in which a message is joined, or puts them back.
  mutating func exchangeKept(_ bytes: inout [UInt8]) { joiner.exchangeKept(&bytes) }

  private mutating func consume(_ byteCount: Int) {
    recordRemaining -= byteCount
    if recordRemaining == 0 { headerCount = 0 }
  }

  /// Records go on in the clear, each with a MAC at its end.
  mutating func goOn(withMACByteCount byteCount: Int) {
    macByteCount = byteCount
  }

  /// What follows is encrypted: only who reads all records goes on.
  mutating func encrypt() {
    if watch == nil { stop() } else { watch?.isEncrypted = true }
  }

  private var isEncrypted: Bool { watch?.isEncrypted ?? false }

  /// What the header of an encrypted record tells, where all records are read.
  private var encryptedStep: RecordStep? {
    guard watch != nil else { return nil }
    switch recordType {
    case .applicationData: return .applicationData(byteCount: recordLength)
    case .alert where recordLength - (macByteCount ?? 0) != Alert.byteCount: return .encryptedAlert
    case .handshake where isEncrypted: return .encryptedHandshake
    default: return nil
    }
  }

  /// What follows is encrypted or of no interest.
  mutating func stop() {
    state = .finished
    sslv2Message = []
  }

  // MARK: Damage

  /// `byteCount` bytes are missing. A gap that lies within one record leaves the framing whole.
  mutating func gap(byteCount: Int64) -> Event? {
    guard state == .records else { return nil }
    if !isEncrypted { isDamaged = true }
    watch?.forget()
    if headerCount == RecordHeader.byteCount, recordType == Self.sslv2ServerHello {
      // Its one certificate is not whole, and what follows the message is encrypted.
      stop()
      return nil
    }
    guard headerCount == RecordHeader.byteCount, byteCount <= Int64(recordRemaining) else { return loseStep() }
    let length = recordType == .handshake && !isEncrypted ? joiner.skip(byteCount: Int(byteCount)) : nil
    consume(Int(byteCount))
    return length.map { .partialCertificate(bodyLength: $0) }
  }

  /// Nothing follows.
  mutating func finish() -> Event? {
    defer { stop() }
    guard state == .records, !isEncrypted else { return nil }
    if headerCount > 0 || joiner.isInsideMessage { isDamaged = true }
    return joiner.abandon().map { .partialCertificate(bodyLength: $0) }
  }

  private mutating func loseStep() -> Event? {
    if isEncrypted {
      // A handshake that seems to start among encrypted bytes is none.
      stop()
      return nil
    }
    state = .searching
    sslv2Message = []
    headerCount = 0
    recordRemaining = 0
    return joiner.abandon().map { .partialCertificate(bodyLength: $0) }
  }

  /// Stand for the hellos of SSL 2.0, which are no records of later versions.
  static let sslv2ClientHello = ContentType(rawValue: 0x80)
  static let sslv2ServerHello = ContentType(rawValue: 0x81)
}
