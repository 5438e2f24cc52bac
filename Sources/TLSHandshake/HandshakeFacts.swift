import WireFormat

/// What the messages of both directions have told of a connection so far.
public struct HandshakeFacts: Sendable {
  /// Who sent what only a client sends, or got what only a server sends; never judged by ports.
  public private(set) var client: Sender?
  /// The ClientHello's server_name.
  public private(set) var serverName: String?
  /// The negotiated version; nil without a ServerHello.
  public private(set) var version: ProtocolVersion?
  public private(set) var sawClientHello = false
  public private(set) var sawServerHello = false
  /// Certificate messages, whole or not.
  public private(set) var certificateMessageCount = 0
  /// The server went from its hello to ChangeCipherSpec at once: an earlier session goes on (RFC 5246, 7.3).
  public private(set) var isResumed = false
  private var certificateAgreement = CertificateAgreement()
  /// What was spoken before the handshake; nil where it began at once.
  public private(set) var preamble: Preamble?
  /// False where the cipher suite authenticates by a pre-shared key or a password alone, or not at all.
  public var usesCertificates: Bool { cipherSuite?.usesCertificates ?? true }
  private var cipherSuite: CipherSuite?
  /// Bytes of the MAC behind each record's content where the cipher suite encrypts nothing.
  private(set) var nullCipherMACByteCount: Int?
  /// The server sent something between its hello and ChangeCipherSpec.
  private var sawServerFlight = false

  public init() {}

  /// The role of one side, as far as it is known.
  public func role(of sender: Sender) -> HandshakeRole? {
    client.map { $0 == sender ? .client : .server }
  }

  /// What one side's Certificate messages hold.
  public func certificateType(of sender: Sender) -> CertificateType {
    switch role(of: sender) {
    case .client: certificateAgreement.client
    case .server: certificateAgreement.server
    case nil: .x509
    }
  }

  /// One side's Certificate message holds a hash of an earlier one that the other side has kept (RFC 7924).
  public func sendsCachedCertificate(_ sender: Sender) -> Bool {
    role(of: sender) == .server && certificateAgreement.isServerCached
  }

  /// The same of either side.
  public var usesCachedCertificate: Bool { certificateAgreement.isServerCached }

  mutating func note(_ type: HandshakeType, from sender: Sender) {
    if let role = type.sentBy, client == nil || type == .clientHello || type == .serverHello {
      client = role == .client ? sender : sender.opposite
    }
    if type != .serverHello, role(of: sender) == .server { sawServerFlight = true }
    if type == .certificate { certificateMessageCount += 1 }
  }

  /// Learns from a whole message, and hands on what is for the observer.
  mutating func take<Observer: CertificateObserver & ~Copyable>(
    _ type: HandshakeType, _ body: Span<UInt8>, from sender: Sender, isDTLS: Bool, observer: inout Observer
  ) {
    note(type, from: sender)
    switch type {
    case .clientHello: readClientHello(body, isDTLS: isDTLS)
    case .serverHello: readServerHello(body)
    case .certificate:
      observer.certificateMessage(body, bodyLength: body.count, from: sender, facts: self)
    case .certificateStatus: observer.certificateStatusMessage(body, from: sender)
    default: break
    }
    if observer.wantsSteps { observer.message(type, body, from: sender, facts: self, isDTLS: isDTLS) }
  }

  private mutating func readClientHello(_ body: Span<UInt8>, isDTLS: Bool) {
    sawClientHello = true
    // A hello whose lengths contradict each other tells nothing more than that it was sent.
    guard let hello = try? ClientHello(body, isDTLS: isDTLS) else { return }
    serverName = hello.serverName
  }

  private mutating func readServerHello(_ body: Span<UInt8>) {
    sawServerHello = true
    sawServerFlight = false
    guard let hello = try? ServerHello(body) else { return }
    version = hello.negotiatedVersion
    nullCipherMACByteCount = hello.nullCipherMACByteCount
    cipherSuite = CipherSuite(rawValue: hello.cipherSuite)
    certificateAgreement = hello.certificateAgreement
  }

  /// A better name takes the place of ``Preamble/unknown``.
  mutating func notePreamble(_ found: Preamble?) {
    if preamble == nil || preamble == .unknown { preamble = found ?? preamble }
  }

  mutating func noteSSLv2ClientHello(from sender: Sender) {
    sawClientHello = true
    client = sender
  }

  mutating func noteSSLv2ServerHello(from sender: Sender) {
    sawServerHello = true
    client = sender.opposite
    version = .ssl2
    certificateMessageCount += 1
  }

  mutating func noteChangeCipherSpec(from sender: Sender) {
    if let version, !version.isTLS13, role(of: sender) == .server, !sawServerFlight { isResumed = true }
  }
}
