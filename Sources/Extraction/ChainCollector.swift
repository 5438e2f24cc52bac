import CertificateChains
import Packets
import Streams
import TLSHandshake
import WireFormat

/// Turns the Certificate messages of one capture into chains.
///
/// A chain is handed over as soon as it is settled: when nothing that comes can change it. That is when both hellos
/// were seen and its sender goes on to another message (an OCSP staple comes in the next one), which is mostly in the
/// same packet; otherwise when its connection ends.
struct ChainCollector: CertificateObserver {
  /// Where the message that is being handed over comes from.
  struct Origin {
    var connection: StreamConnection
    var transport: Transport
    var packet: PacketReference
    var gapCause: GapCause?
  }

  let file: String
  var origin: Origin?
  /// Lent by who keeps the connection that ``origin`` names, for as long as it is read.
  var sent = SentMessages()
  /// Set where the user asks for connections.
  var recorder: ConnectionRecorder?
  /// What is found and was not handed over yet.
  private(set) var findings: [CaptureFinding] = []
  /// Certificate messages left out because their connection sent too many.
  private(set) var droppedMessageCount = 0
  private var store = CertificateStore()

  /// What a Certificate message was found to hold.
  private struct Message {
    let isComplete: Bool
    let kind: CertificateKind
    var chain: PresentedChain
    var rawPublicKey: [UInt8]?
    var problems: [Problem] = []

    init(isComplete: Bool, kind: CertificateKind, chain: PresentedChain) {
      self.isComplete = isComplete
      self.kind = kind
      self.chain = chain
    }

    /// `opaque hash_value<1..255>` stands in place of the chain                      RFC 7924, 4.1
    init(cached body: Span<UInt8>, isComplete: Bool, _ kind: CertificateKind, _ packet: PacketReference) {
      self.init(isComplete: isComplete, kind: kind, chain: .empty)
      let hash = lowerHex([UInt8](copying: body.extracting(droppingFirst: 1)).prefix(255))
      problems.append(
        Problem(
          .certificateCached, "the client has kept this chain, and only its hash was sent: \(hash)",
          packet: packet.number))
    }

    mutating func note(_ error: WireError, _ packet: PacketReference) {
      problems.append(Problem(.malformedMessage, "Certificate message: \(error)", packet: packet.number))
    }
  }

  init(file: String, recordsConnections: Bool) {
    self.file = file
    recorder = recordsConnections ? ConnectionRecorder(file: file) : nil
  }

  mutating func certificateMessageBegins(_ start: Span<UInt8>, bodyLength: Int) {
    store.prepare(forBody: start, byteCount: bodyLength)
  }

  mutating func certificateMessage(
    _ body: Span<UInt8>, bodyLength: Int, from sender: Sender, facts: HandshakeFacts
  ) {
    guard let origin else { return }
    let (isComplete, kind) = (body.count == bodyLength, CertificateKind(facts.certificateType(of: sender)))
    var message =
      facts.sendsCachedCertificate(sender)
      ? Message(cached: body, isComplete: isComplete, kind, origin.packet)
      : read(body, isComplete: isComplete, kind, origin.packet)
    if !message.isComplete {
      message.problems.append(missingBytes(have: body.count, of: bodyLength, origin))
      // Nothing whole came before the gap: there is no chain to show, and the connection says why.
      if message.chain.isEmpty { return }
    }
    guard sent.count < Self.messageLimit else {
      droppedMessageCount += 1
      return
    }
    let identity = SentMessages.Identity(
      sender: sender, isComplete: message.isComplete, chain: message.chain, rawPublicKey: message.rawPublicKey)
    if sent.holds(identity) { return }
    // What went before is settled by this one.
    settle(sender, facts)
    sent.append(identity, ExtractedChain(content(of: message, sender, facts, origin)))
  }

  // Mutating as ``TLSConnection`` says.
  private mutating func content(
    of message: Message, _ sender: Sender, _ facts: HandshakeFacts, _ origin: Origin
  ) -> ChainContent {
    var problems = message.problems
    if !message.chain.isSound {
      for (index, element) in message.chain.elements.enumerated() {
        guard let problem = Self.problem(of: element, position: index + 1, origin.packet) else { continue }
        problems.append(problem)
      }
    }
    let direction = sender.direction
    // In one piece: what is changed afterwards is copied first, name by name.
    return ChainContent(
      file: file, connection: origin.connection.number, timestamp: origin.packet.timestamp,
      packet: origin.packet.number, transport: origin.transport, source: origin.connection.source(of: direction),
      destination: origin.connection.destination(of: direction),
      encapsulation: origin.connection.encapsulation(of: direction), role: Role(facts.role(of: sender)),
      version: facts.version, serverName: facts.serverName, preamble: facts.preamble, isComplete: message.isComplete,
      chain: message.chain.ofVersion(facts.version), certificateType: message.kind,
      rawPublicKey: message.rawPublicKey.map { RawPublicKey(der: $0) }, problems: problems)
  }

  private mutating func read(
    _ body: Span<UInt8>, isComplete: Bool, _ kind: CertificateKind, _ packet: PacketReference
  ) -> Message {
    func message(_ chain: PresentedChain) -> Message { Message(isComplete: isComplete, kind: kind, chain: chain) }
    switch kind {
    case .x509:
      let (chain, error) = store.chain(body)
      var message = message(chain)
      if let error, isComplete { message.note(error, packet) }
      return message
    case .rawPublicKey:
      var message = message(.empty)
      guard isComplete else { return message }
      do throws(WireError) {
        let key = try RawPublicKeyMessage.read(body)
        message.rawPublicKey = key.isEmpty ? nil : [UInt8](copying: key)
      } catch {
        message.note(error, packet)
      }
      return message
    case .openPGP, .unknown:
      var message = message(.empty)
      message.problems.append(
        Problem(
          .unsupportedCertificateType,
          kind == .openPGP
            ? "the Certificate message holds an OpenPGP certificate (RFC 6091), which is not read"
            : "the Certificate message holds certificates of a type that is not known here", packet: packet.number))
      return message
    }
  }

  mutating func certificateStatusMessage(_ body: Span<UInt8>, from sender: Sender) {
    guard let origin else { return }
    sent.changeLast(of: sender) { content in
      guard content.ocspResponses.isEmpty else { return }
      do throws(WireError) {
        try CertificateStatus.read(body) { position, response in
          content.ocspResponses.append(
            StapledResponse(position: position, response: OCSPResponse(der: [UInt8](copying: response))))
        }
      } catch {
        content.problems.append(
          Problem(.malformedMessage, "CertificateStatus message: \(error)", packet: origin.packet.number))
      }
    }
  }

  /// Nothing more is to come that could change what `sender` sent up to now.
  mutating func settle(_ sender: Sender, _ facts: HandshakeFacts) {
    guard sent.isPending, facts.sawClientHello, facts.sawServerHello else { return }
    sent.settle(sender, by: facts) { findings.append(.chain($0)) }
  }

  /// Puts what is not handed over in order of packets, where no more comes: connections behind all chains.
  mutating func sortFindings() {
    findings = findings.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }

  /// Tells a chain that was found what it came through.
  mutating func noteTunnels(ofFinding index: Int, _ encapsulations: @autoclosure () -> EncapsulationTable) {
    guard case .chain(var chain) = findings[index], chain.encapsulation != .none else { return }
    chain.change { $0.tunnels = encapsulations().tunnels(of: $0.encapsulation) }
    findings[index] = .chain(chain)
  }

  /// They were handed over.
  mutating func forgetFindings() {
    findings.removeAll(keepingCapacity: true)
  }

  /// All is known of the connection: what its chains could not know when they were seen is filled in.
  ///
  /// - Returns: how many chains the connection had; an empty Certificate message is none.
  mutating func close(facts: HandshakeFacts) -> Int {
    if sent.isPending { sent.settle(by: facts) { findings.append(.chain($0)) } }
    return sent.chainCount
  }

  /// A side may have broken the handshake off after what the other one sent.
  ///
  /// - Parameter refusal: the alert with which it did.
  mutating func noteRefusals(of connection: StreamConnection, refusal: (_ by: Sender) -> Alert?) {
    guard sent.count > 0 else { return }
    for sender in [Sender.first, .second] where sent.hasAny(of: sender) {
      guard let alert = refusal(sender.opposite) else { continue }
      let source = connection.source(of: sender.direction)
      findings.append(.refusal(Refusal(connection: connection.number, source: source, alert: alert.name)))
    }
  }

  /// Records a connection that ended, where the user asks for that.
  mutating func record(
    _ connection: StreamConnection, _ transport: Transport, life: StreamLife, facts: HandshakeFacts, chainCount: Int,
    reason: AbsenceReason?
  ) {
    let record = recorder?.close(
      connection, transport, life: life, facts: facts, chainCount: chainCount, reason: reason)
    if let record = record ?? nil { findings.append(.connection(record)) }
  }

  private func missingBytes(have: Int, of total: Int, _ origin: Origin) -> Problem {
    let text = "only the first \(have) of \(total) bytes of the Certificate message are in the capture"
    return origin.gapCause == .snapLength
      ? Problem(.cutBySnapLength, text + " (packets were cut by the snap length)", packet: origin.packet.number)
      : Problem(.bytesMissing, text, packet: origin.packet.number)
  }

  private static func problem(of element: Certificate, position: Int, _ packet: PacketReference) -> Problem? {
    if element.der.isEmpty {
      return Problem(.emptyElement, "element \(position) is empty", packet: packet.number)
    }
    if !element.isDERSequence {
      return Problem(
        .notDER, "element \(position) is no DER SEQUENCE of its \(element.der.count) bytes", packet: packet.number)
    }
    return nil
  }

  /// Distinct Certificate messages of one connection: no peer sends more than a few.
  private static let messageLimit = 256
}

extension CertificateKind {
  fileprivate init(_ type: CertificateType) {
    switch type {
    case .x509: self = .x509
    case .rawPublicKey: self = .rawPublicKey
    case .openPGP: self = .openPGP
    default: self = .unknown
    }
  }
}
