import WireFormat

/// Reads the DTLS handshake between two endpoints out of their datagrams (RFC 6347; RFC 9147 encrypts certificates).
public struct DTLSConnection: Sendable {
  public private(set) var facts = HandshakeFacts()
  private var first = DTLSFragmentJoiner()
  private var second = DTLSFragmentJoiner()
  /// The ClientHello's random: another one is another handshake between the same ports.
  private var clientRandom: [UInt8] = []

  public init() {}

  /// Whether a datagram begins like a DTLS record: enough to pass by nearly all others.
  public static func mayHoldRecords(_ datagram: Span<UInt8>) -> Bool {
    DTLSRecordHeader(datagram) != nil
  }

  /// Whether a datagram is made of DTLS records and begins with a fragment of a handshake message in the clear.
  public static func startsHandshake(_ datagram: Span<UInt8>) -> Bool {
    guard let first = DTLSRecordHeader(datagram), first.type == .handshake, first.epoch == 0 else { return false }
    var reader = ByteReader(datagram.extracting(droppingFirst: DTLSRecordHeader.byteCount))
    guard let message = try? DTLSHandshakeHeader(&reader), message.type.isKnown,
      message.fragmentLength + DTLSHandshakeHeader.byteCount <= first.length
    else { return false }
    var position = 0
    while position < datagram.count {
      guard let header = DTLSRecordHeader(datagram, at: position) else { return false }
      position += DTLSRecordHeader.byteCount + header.length
    }
    return true
  }

  /// One datagram. Records that are cut by the snap length are read as far as their fragments are whole.
  public mutating func receive<Observer: CertificateObserver & ~Copyable>(
    _ datagram: Span<UInt8>, from sender: Sender, observer: inout Observer
  ) {
    var position = 0
    while let header = DTLSRecordHeader(datagram, at: position) {
      position += DTLSRecordHeader.byteCount
      let content = datagram.extracting(position..<min(position + header.length, datagram.count))
      position += content.count
      guard header.epoch == 0 else {
        if let step = Self.encryptedStep(header) { observer.record(step, from: sender) }
        continue
      }
      switch header.type {
      case .handshake: readHandshake(content, from: sender, observer: &observer)
      case .changeCipherSpec:
        facts.noteChangeCipherSpec(from: sender)
        observer.record(.changeCipherSpec, from: sender)
      case .alert:
        observer.record(Alert(content).map { .alert($0) } ?? .encryptedAlert, from: sender)
      default: break
      }
    }
  }

  private static func encryptedStep(_ header: DTLSRecordHeader) -> RecordStep? {
    switch header.type {
    case .alert: .encryptedAlert
    case .handshake: .encryptedHandshake
    case .applicationData: .applicationData(byteCount: header.length)
    default: nil
    }
  }

  /// Nothing follows.
  public mutating func finish<Observer: CertificateObserver & ~Copyable>(observer: inout Observer) {
    for partial in first.giveUp() { report(partial, from: .first, observer: &observer) }
    for partial in second.giveUp() { report(partial, from: .second, observer: &observer) }
  }

  private mutating func report<Observer: CertificateObserver & ~Copyable>(
    _ partial: HandshakeJoiner.PartialCertificate, from sender: Sender, observer: inout Observer
  ) {
    facts.note(.certificate, from: sender)
    observer.message(.certificate, [UInt8]().span, from: sender, facts: facts, isDTLS: true)
    observer.certificateMessage(partial.body.span, bodyLength: partial.bodyLength, from: sender, facts: facts)
  }

  /// Handshake messages, or parts of some, are missing.
  public var isDamaged: Bool { first.isDamaged || second.isDamaged }

  private mutating func readHandshake<Observer: CertificateObserver & ~Copyable>(
    _ content: Span<UInt8>, from sender: Sender, observer: inout Observer
  ) {
    var reader = ByteReader(content)
    while !reader.isAtEnd {
      guard let header = try? DTLSHandshakeHeader(&reader),
        let fragment = try? reader.readBytes(header.fragmentLength, "body")
      else { return }
      if header.type == .clientHello { noteRandom(of: header, fragment) }
      let body = sender == .first ? first.add(header, fragment) : second.add(header, fragment)
      if let body { facts.take(header.type, body.span, from: sender, isDTLS: true, observer: &observer) }
    }
  }

  /// A ClientHello that answers a cookie repeats its random (RFC 6347, 4.2.1); a new one starts message_seq anew.
  private mutating func noteRandom(of header: DTLSHandshakeHeader, _ fragment: Span<UInt8>) {
    guard header.fragmentOffset == 0, fragment.count >= 34 else { return }
    let random = [UInt8](copying: fragment.extracting(2..<34))
    if !clientRandom.isEmpty, random != clientRandom {
      first = DTLSFragmentJoiner()
      second = DTLSFragmentJoiner()
      facts = HandshakeFacts()
    }
    clientRandom = random
  }
}
