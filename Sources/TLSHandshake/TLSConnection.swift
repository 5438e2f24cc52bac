import BasicContainers
import WireFormat

/// The end of a connection that sent something, by the order in which the ends appeared.
public enum Sender: UInt8, Sendable {
  case first, second

  public var opposite: Sender { self == .first ? .second : .first }
}

/// Takes what ``TLSConnection`` finds.
public protocol CertificateObserver: HandshakeStepObserver, ~Copyable {
  /// A Certificate message.
  ///
  /// - Parameters:
  ///   - body: the message without its header, or its first bytes where the rest is missing.
  ///   - bodyLength: bytes that the message announces; more than `body` has where it is not whole.
  ///   - facts: what the handshake has told so far.
  mutating func certificateMessage(
    _ body: Span<UInt8>, bodyLength: Int, from sender: Sender, facts: HandshakeFacts)

  /// These are the first bytes of a Certificate message, of which the next input may hold the rest: for who wants to
  /// make ready for it. Nothing is to be concluded from it.
  mutating func certificateMessageBegins(_ start: Span<UInt8>, bodyLength: Int)

  /// A whole CertificateStatus message's body: OCSP responses for the Certificate message before it.
  mutating func certificateStatusMessage(_ body: Span<UInt8>, from sender: Sender)
}

extension CertificateObserver where Self: ~Copyable {
  public mutating func certificateMessageBegins(_ start: Span<UInt8>, bodyLength: Int) {}

  public mutating func certificateStatusMessage(_ body: Span<UInt8>, from sender: Sender) {}
}

/// Reads the TLS handshake of one connection out of the bytes of its two directions.
///
/// What is asked of every connection is mutating, though it changes nothing: Swift 6.3 copies the whole of a type like
/// this one for each call that only borrows it.
public struct TLSConnection: ~Copyable, Sendable {
  private var firstFinder = HandshakeFinder()
  private var secondFinder = HandshakeFinder()
  /// Empty until the first sign of TLS, then one: most connections of many captures never need it.
  private var handshakes = UniqueArray<Handshake>()
  /// Nothing more is wanted of either direction.
  public private(set) var isFinished = false
  private let readsAllRecords: Bool

  /// - Parameter readsAllRecords: for ``HandshakeStepObserver``: CertificateRequest messages and alerts are read,
  ///   and encrypted records counted, to the connection's end. Without it, reading ends with the handshake.
  public init(readsAllRecords: Bool = false) {
    self.readsAllRecords = readsAllRecords
  }

  /// Another connection begins in this one's place.
  public mutating func restart() {
    firstFinder.restart()
    secondFinder.restart()
    if !handshakes.isEmpty { handshakes.removeAll(keepingCapacity: true) }
    isFinished = false
  }

  /// Whether there was any sign of TLS; without one, there are no facts.
  public var hasHandshake: Bool {
    mutating get { !handshakes.isEmpty }
  }

  public var facts: HandshakeFacts {
    mutating get { handshakes.isEmpty ? HandshakeFacts() : handshakes[0].facts }
  }

  /// Lends the facts: a copy counts the name in them.
  public mutating func withFacts<Result>(_ body: (borrowing HandshakeFacts) -> Result) -> Result {
    handshakes.isEmpty ? body(HandshakeFacts()) : body(handshakes[0].facts)
  }

  /// The next bytes of one direction, one segment's.
  ///
  /// - Parameter buffers: of all connections that are read.
  /// - Returns: whether more of this direction is wanted.
  public mutating func receive<Observer: CertificateObserver & ~Copyable>(
    _ bytes: Span<UInt8>, from sender: Sender, observer: inout Observer, buffers: inout MessageBuffers
  ) -> Bool {
    switch state(of: sender) {
    case .finished: return false
    case .records: handshakes[0].read(bytes, from: sender, &observer, &buffers)
    case .searching:
      guard let start = sender == .first ? firstFinder.search(bytes) : secondFinder.search(bytes) else {
        return isWanted(sender)
      }
      if handshakes.isEmpty { handshakes.append(Handshake(readsAllRecords: readsAllRecords)) }
      handshakes[0].begin(start.kind, of: sender)
      handshakes[0].notePreamble(Preamble.recognise(firstFinder.opening, secondFinder.opening))
      handshakes[0].read(start.held.span, from: sender, &observer, &buffers)
      handshakes[0].read(bytes.extracting(droppingFirst: start.offset), from: sender, &observer, &buffers)
    }
    if isWanted(sender) { return true }
    if sender == .first { firstFinder.opening.discard() } else { secondFinder.opening.discard() }
    return false
  }

  /// Bytes of one direction are missing; what follows comes behind them.
  ///
  /// - Returns: whether more of this direction is wanted.
  public mutating func gap<Observer: CertificateObserver & ~Copyable>(
    byteCount: Int64, from sender: Sender, observer: inout Observer
  ) -> Bool {
    if sender == .first { firstFinder.forgetHeld() } else { secondFinder.forgetHeld() }
    if !handshakes.isEmpty { handshakes[0].gap(byteCount: byteCount, from: sender, &observer) }
    return isWanted(sender)
  }

  /// Nothing follows in either direction.
  public mutating func finish<Observer: CertificateObserver & ~Copyable>(observer: inout Observer) {
    guard !handshakes.isEmpty else { return }
    handshakes[0].finish(&observer)
    isFinished = true
  }

  /// Whether more of this direction is wanted, when some of it was read.
  private mutating func isWanted(_ sender: Sender) -> Bool {
    guard state(of: sender) == .finished else { return true }
    isFinished = state(of: sender.opposite) == .finished
    return false
  }

  private mutating func state(of sender: Sender) -> TLSStream.State {
    let isExhausted = sender == .first ? firstFinder.isExhausted : secondFinder.isExhausted
    guard !handshakes.isEmpty else { return isExhausted ? .finished : .searching }
    let state = sender == .first ? handshakes[0].first.state : handshakes[0].second.state
    return state == .searching && isExhausted ? .finished : state
  }

  /// Bytes of the handshake are missing, or it ends inside a message.
  public var isDamaged: Bool {
    !handshakes.isEmpty && (handshakes[0].first.isDamaged || handshakes[0].second.isDamaged)
  }

  /// The fatal alert in the clear with which a side broke the handshake off.
  public mutating func refusal(by sender: Sender) -> Alert? {
    guard !handshakes.isEmpty else { return nil }
    return sender == .first ? handshakes[0].first.refusal : handshakes[0].second.refusal
  }

  /// A side began with an alert, as one does that refuses a hello.
  public var startsWithAlert: Bool {
    !handshakes.isEmpty && (handshakes[0].first.startsWithAlert || handshakes[0].second.startsWithAlert)
  }

  /// Encrypted records were seen where a handshake was looked for: the session began before the capture.
  public var sawEncryptedRecord: Bool { firstFinder.sawEncryptedRecord || secondFinder.sawEncryptedRecord }

  /// A handshake may have begun that went on with bytes that are missing.
  public var lostCandidate: Bool { firstFinder.lostCandidate || secondFinder.lostCandidate }
}
