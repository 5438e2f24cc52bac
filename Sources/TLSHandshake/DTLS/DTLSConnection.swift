import WireFormat

/// Reads one DTLS handshake between two endpoints out of its datagrams (RFC 6347; RFC 9147 encrypts certificates).
public struct DTLSConnection: Sendable {
  public private(set) var facts = HandshakeFacts()
  /// The snap length cut handshake messages in the clear.
  public private(set) var wasCut = false
  private var first = Side()
  private var second = Side()

  private struct Side {
    var joiner = DTLSFragmentJoiner()
    var hasClosedFlight = false
    var refusal: Alert?
  }

  public init() {}

  /// Whether a datagram begins like a DTLS record: enough to pass by nearly all others.
  public static func mayHoldRecords(_ datagram: Span<UInt8>) -> Bool {
    DTLSRecordHeader(datagram) != nil
  }

  /// One datagram.
  ///
  /// - Parameter isCut: the snap length cut its end: what is there of a fragment is read.
  public mutating func receive<Observer: CertificateObserver & ~Copyable>(
    _ datagram: Span<UInt8>, isCut: Bool = false, from sender: Sender, observer: inout Observer
  ) {
    var position = 0
    var endsInHandshake = false
    while let header = DTLSRecordHeader(datagram, at: position) {
      position += DTLSRecordHeader.byteCount
      let content = datagram.extracting(position..<min(position + header.length, datagram.count))
      position += content.count
      endsInHandshake = header.epoch == 0 && header.type == .handshake
      guard header.epoch == 0 else {
        if let step = Self.encryptedStep(header) { observer.record(step, from: sender, facts: facts) }
        continue
      }
      switch header.type {
      case .handshake:
        readHandshake(content, isCut: isCut && content.count < header.length, from: sender, observer: &observer)
      case .changeCipherSpec:
        facts.noteChangeCipherSpec(from: sender)
        observer.record(.changeCipherSpec, from: sender, facts: facts)
      case .alert: readAlert(content, from: sender, observer: &observer)
      default: break
      }
    }
    // Behind a message in the clear there may have been more of them.
    if isCut, endsInHandshake { wasCut = true }
  }

  private static func encryptedStep(_ header: DTLSRecordHeader) -> RecordStep? {
    switch header.type {
    case .alert: .encryptedAlert
    case .handshake: .encryptedHandshake
    case .applicationData: .applicationData(byteCount: header.length)
    default: nil
    }
  }

  /// Lets go of the messages that are not whole, because nothing follows or too much is held.
  public mutating func giveUpMessages<Observer: CertificateObserver & ~Copyable>(observer: inout Observer) {
    for sender in [Sender.first, .second] {
      for partial in self[sender].joiner.giveUp() {
        facts.note(.certificate, from: sender)
        observer.message(.certificate, [UInt8]().span, from: sender, facts: facts, isDTLS: true)
        observer.certificateMessage(partial.body.span, bodyLength: partial.bodyLength, from: sender, facts: facts)
      }
    }
  }

  /// Handshake messages, or parts of some, are missing.
  public var isDamaged: Bool {
    wasCut || first.joiner.isDamaged || second.joiner.isDamaged || isServerFlightOpen
  }

  /// The client went on though the end of the server's flight was not seen.
  private var isServerFlightOpen: Bool {
    guard facts.sawServerHello, let client = facts.client else { return false }
    return self[client].hasClosedFlight && !self[client.opposite].hasClosedFlight
  }

  /// Bytes held of messages that are not whole.
  public var heldByteCount: Int { first.joiner.heldByteCount + second.joiner.heldByteCount }

  /// Fragments left out because of a limit.
  public var refusedFragmentCount: Int { first.joiner.refusedFragmentCount + second.joiner.refusedFragmentCount }

  /// The fatal alert in the clear with which a side broke the handshake off.
  public func refusal(by sender: Sender) -> Alert? { self[sender].refusal }

  private mutating func readHandshake<Observer: CertificateObserver & ~Copyable>(
    _ content: Span<UInt8>, isCut: Bool, from sender: Sender, observer: inout Observer
  ) {
    var reader = ByteReader(content)
    while !reader.isAtEnd {
      guard let header = try? DTLSHandshakeHeader(&reader), header.type.isKnown else { return }
      let byteCount = isCut ? min(header.fragmentLength, reader.remainingByteCount) : header.fragmentLength
      guard let fragment = try? reader.readBytes(byteCount, "body") else { return }
      if header.type == .serverHelloDone || header.type == .clientKeyExchange {
        self[sender].hasClosedFlight = true
      }
      if let body = self[sender].joiner.add(header, fragment) {
        facts.take(header.type, body.span, from: sender, isDTLS: true, observer: &observer)
      }
    }
  }

  private mutating func readAlert<Observer: CertificateObserver & ~Copyable>(
    _ content: Span<UInt8>, from sender: Sender, observer: inout Observer
  ) {
    guard let alert = Alert(content) else { return observer.record(.encryptedAlert, from: sender, facts: facts) }
    if alert.isFatal, self[sender].refusal == nil { self[sender].refusal = alert }
    observer.record(.alert(alert), from: sender, facts: facts)
  }

  private subscript(sender: Sender) -> Side {
    get { sender == .first ? first : second }
    _modify {
      if sender == .first { yield &first } else { yield &second }
    }
  }
}
