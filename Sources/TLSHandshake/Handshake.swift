import WireFormat

/// What a connection has that speaks TLS. Not private to ``TLSConnection``: Swift 6.3 fails to compile a private type in
/// a UniqueArray.
struct Handshake: ~Copyable {
  private(set) var facts = HandshakeFacts()
  private(set) var first: TLSStream
  private(set) var second: TLSStream
  private let readsAllRecords: Bool

  init(readsAllRecords: Bool) {
    self.readsAllRecords = readsAllRecords
    first = TLSStream(readsAllRecords: readsAllRecords)
    second = TLSStream(readsAllRecords: readsAllRecords)
  }

  private subscript(sender: Sender) -> TLSStream {
    _read {
      if sender == .first { yield first } else { yield second }
    }
    _modify {
      if sender == .first { yield &first } else { yield &second }
    }
  }

  /// A handshake was found in one direction.
  mutating func begin(_ kind: HandshakeFinder.Start.Kind, of sender: Sender) {
    self[sender].begin(kind)
  }

  mutating func notePreamble(_ preamble: Preamble?) {
    facts.notePreamble(preamble)
  }

  mutating func read<Observer: CertificateObserver & ~Copyable>(
    _ input: Span<UInt8>, from sender: Sender, _ observer: inout Observer, _ buffers: inout MessageBuffers
  ) {
    var position = 0
    while let event = sender == .first
      ? first.next(input, &position, &buffers) : second.next(input, &position, &buffers)
    {
      handle(event, input: input, from: sender, observer: &observer)
    }
  }

  mutating func gap<Observer: CertificateObserver & ~Copyable>(
    byteCount: Int64, from sender: Sender, _ observer: inout Observer
  ) {
    guard let event = self[sender].gap(byteCount: byteCount) else { return }
    handle(event, input: [UInt8]().span, from: sender, observer: &observer)
  }

  /// Nothing follows in either direction.
  mutating func finish<Observer: CertificateObserver & ~Copyable>(_ observer: inout Observer) {
    for sender in [Sender.first, .second] {
      guard let event = self[sender].finish() else { continue }
      handle(event, input: [UInt8]().span, from: sender, observer: &observer)
    }
  }

  private mutating func handle<Observer: CertificateObserver & ~Copyable>(
    _ event: TLSStream.Event, input: Span<UInt8>, from sender: Sender, observer: inout Observer
  ) {
    switch event {
    case .sslv2ClientHello:
      facts.noteSSLv2ClientHello(from: sender)
      tell(.clientHello, from: sender, observer: &observer)
    case .sslv2ServerHello:
      let body = self[sender].takeSSLv2Certificate()
      facts.noteSSLv2ServerHello(from: sender)
      tell(.serverHello, from: sender, observer: &observer)
      observer.certificateMessage(body.span, bodyLength: body.count, from: sender, facts: facts)
    case .joined(.message(let message)):
      switch message.body {
      case .input(let range):
        facts.take(message.type, input.extracting(range), from: sender, isDTLS: false, observer: &observer)
      case .kept:
        var body: [UInt8] = []
        exchangeKept(of: sender, &body)
        defer { exchangeKept(of: sender, &body) }
        facts.take(message.type, body.span, from: sender, isDTLS: false, observer: &observer)
      case .dropped:
        facts.note(message.type, from: sender)
        tell(message.type, from: sender, observer: &observer)
      }
    case .joined(.certificateBegins(let bodyLength)):
      var start: [UInt8] = []
      exchangeKept(of: sender, &start)
      defer { exchangeKept(of: sender, &start) }
      observer.certificateMessageBegins(start.span, bodyLength: bodyLength)
    case .partialCertificate(let bodyLength):
      let body = self[sender].takePartialCertificate()
      facts.note(.certificate, from: sender)
      tell(.certificate, from: sender, observer: &observer)
      observer.certificateMessage(body.span, bodyLength: bodyLength, from: sender, facts: facts)
    case .changeCipherSpec:
      facts.noteChangeCipherSpec(from: sender)
      tell(.changeCipherSpec, from: sender, observer: &observer)
      if let byteCount = facts.nullCipherMACByteCount {
        self[sender].goOn(withMACByteCount: byteCount)
      } else if !readsAllRecords || facts.version?.isTLS13 != true {
        // TLS 1.3 sends ChangeCipherSpec for the looks of it, and a hello can follow (RFC 8446, D.4).
        self[sender].encrypt()
      }
    case .record(let step): tell(step, from: sender, observer: &observer)
    }
  }

  /// Takes the bytes in which a message is joined out of its joiner, so that no reference to them is counted; the same
  /// call puts them back, and must follow.
  // By the subscript it would take an allocation.
  @inline(__always)
  private mutating func exchangeKept(of sender: Sender, _ bytes: inout [UInt8]) {
    if sender == .first { first.exchangeKept(&bytes) } else { second.exchangeKept(&bytes) }
  }

  /// Tells of a message whose body is not there.
  // Mutating as ``TLSConnection`` says.
  private mutating func tell<Observer: CertificateObserver & ~Copyable>(
    _ type: HandshakeType, from sender: Sender, observer: inout Observer
  ) {
    guard observer.wantsSteps else { return }
    observer.message(type, [UInt8]().span, from: sender, facts: facts, isDTLS: false)
  }

  private mutating func tell<Observer: CertificateObserver & ~Copyable>(
    _ step: RecordStep, from sender: Sender, observer: inout Observer
  ) {
    if observer.wantsSteps { observer.record(step, from: sender, facts: facts) }
  }
}
