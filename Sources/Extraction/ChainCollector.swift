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
  /// Set where the user asks for connections.
  var recorder: ConnectionRecorder?
  /// What is found and was not handed over yet.
  private(set) var findings: [CaptureFinding] = []
  /// Certificate messages left out because their connection sent too many.
  private(set) var droppedMessageCount = 0
  private var store = CertificateStore()
  /// What was seen of each connection that is open, by its number.
  private var seenByConnection: [Int: [Seen]] = [:]
  /// Chains in ``seenByConnection`` that are not settled.
  private var pendingCount = 0

  /// A Certificate message that a connection sent, to tell another one from the same one again.
  private struct Seen {
    var sender: Sender
    var message: Message
    /// Nil once it is settled.
    var chain: ExtractedChain?

    func isSameMessage(as other: Seen) -> Bool {
      sender == other.sender && message.isSame(as: other.message)
    }
  }

  /// What a Certificate message was found to hold.
  private struct Message {
    var isComplete: Bool
    var kind: CertificateKind
    var certificates: [Certificate] = []
    var rawPublicKey: [UInt8]?
    var problems: [Problem] = []

    var isEmpty: Bool { certificates.isEmpty && rawPublicKey == nil }

    func isSame(as other: Message) -> Bool {
      isComplete == other.isComplete && rawPublicKey == other.rawPublicKey
        && certificates.elementsEqual(other.certificates) { $0 === $1 || $0.der == $1.der }
    }

    /// `opaque hash_value<1..255>` stands in place of the chain                      RFC 7924, 4.1
    mutating func readCached(_ body: Span<UInt8>, _ packet: PacketReference) {
      let hash = lowerHex([UInt8](copying: body.extracting(droppingFirst: 1)).prefix(255))
      problems.append(
        Problem(
          .certificateCached, "the client has kept this chain, and only its hash was sent: \(hash)",
          packet: packet.number))
    }
  }

  init(file: String, recordsConnections: Bool) {
    self.file = file
    recorder = recordsConnections ? ConnectionRecorder(file: file) : nil
  }

  mutating func certificateMessage(
    _ body: Span<UInt8>, bodyLength: Int, from sender: Sender, facts: HandshakeFacts
  ) {
    guard let origin else { return }
    var message = Message(
      isComplete: body.count == bodyLength, kind: CertificateKind(facts.certificateType(of: sender)))
    if facts.sendsCachedCertificate(sender) {
      message.readCached(body, origin.packet)
    } else {
      read(body, into: &message, origin.packet)
    }
    if !message.isComplete {
      message.problems.append(missingBytes(have: body.count, of: bodyLength, origin))
      // Nothing whole came before the gap: there is no chain to show, and the connection says why.
      if message.certificates.isEmpty { return }
    }
    guard seenByConnection[origin.connection.number]?.count ?? 0 < Self.messageLimit else {
      droppedMessageCount += 1
      return
    }
    var seen = Seen(sender: sender, message: message)
    if seenByConnection[origin.connection.number]?.contains(where: { $0.isSameMessage(as: seen) }) == true { return }
    // What went before is settled by this one.
    settle(origin.connection.number, sender, facts)
    seen.chain = chain(of: &message, sender, facts, origin)
    seenByConnection[origin.connection.number, default: []].append(seen)
    pendingCount += 1
  }

  private mutating func chain(
    of message: inout Message, _ sender: Sender, _ facts: HandshakeFacts, _ origin: Origin
  ) -> ExtractedChain {
    for (index, element) in message.certificates.enumerated() {
      if let problem = Self.problem(of: element, position: index + 1, origin.packet) {
        message.problems.append(problem)
      }
    }
    let direction = sender.direction
    var chain = ExtractedChain(
      file: file, connection: origin.connection.number, timestamp: origin.packet.timestamp,
      packet: origin.packet.number, transport: origin.transport, source: origin.connection.source(of: direction),
      destination: origin.connection.destination(of: direction), role: .unknown, version: nil, versionProtocol: nil,
      serverName: nil, isComplete: message.isComplete, chain: store.chain(message.certificates),
      certificateType: message.kind, rawPublicKey: message.rawPublicKey.map { RawPublicKey(der: $0) },
      problems: message.problems)
    chain.encapsulation = origin.connection.encapsulation(of: direction)
    chain.complete(with: facts, sender: sender)
    return chain
  }

  private mutating func read(_ body: Span<UInt8>, into message: inout Message, _ packet: PacketReference) {
    do throws(WireError) {
      switch message.kind {
      case .x509: try CertificateList.read(body) { message.certificates.append(store.certificate($0)) }
      case .rawPublicKey where message.isComplete:
        let key = try RawPublicKeyMessage.read(body)
        message.rawPublicKey = key.isEmpty ? nil : [UInt8](copying: key)
      case .rawPublicKey: break
      case .openPGP, .unknown:
        message.problems.append(
          Problem(
            .unsupportedCertificateType,
            message.kind == .openPGP
              ? "the Certificate message holds an OpenPGP certificate (RFC 6091), which is not read"
              : "the Certificate message holds certificates of a type that is not known here", packet: packet.number))
      }
    } catch {
      guard message.isComplete else { return }
      message.problems.append(Problem(.malformedMessage, "Certificate message: \(error)", packet: packet.number))
    }
  }

  mutating func certificateStatusMessage(_ body: Span<UInt8>, from sender: Sender) {
    guard pendingCount > 0, let origin,
      let index = seenByConnection[origin.connection.number]?.lastIndex(where: { $0.sender == sender }),
      seenByConnection[origin.connection.number]?[index].chain?.ocspResponses.isEmpty == true
    else { return }
    var responses: [StapledResponse] = []
    do throws(WireError) {
      try CertificateStatus.read(body) { position, response in
        responses.append(StapledResponse(position: position, response: OCSPResponse(der: [UInt8](copying: response))))
      }
    } catch {
      seenByConnection[origin.connection.number]?[index].chain?.problems.append(
        Problem(.malformedMessage, "CertificateStatus message: \(error)", packet: origin.packet.number))
    }
    seenByConnection[origin.connection.number]?[index].chain?.ocspResponses = responses
  }

  /// Nothing more is to come that could change what `sender` sent up to now.
  mutating func settle(_ connection: Int, _ sender: Sender, _ facts: HandshakeFacts) {
    guard pendingCount > 0, facts.sawClientHello, facts.sawServerHello,
      let count = seenByConnection[connection]?.count
    else { return }
    for index in 0..<count where seenByConnection[connection]?[index].sender == sender {
      guard let chain = seenByConnection[connection]?[index].chain else { continue }
      seenByConnection[connection]?[index].chain = nil
      handOver(chain, sender, facts)
    }
  }

  private mutating func handOver(_ chain: ExtractedChain, _ sender: Sender, _ facts: HandshakeFacts) {
    var chain = chain
    chain.complete(with: facts, sender: sender)
    pendingCount -= 1
    findings.append(.chain(chain))
  }

  /// Puts what is not handed over in order of packets, where no more comes: connections behind all chains.
  mutating func sortFindings() {
    findings = findings.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }

  /// Empties ``findings``.
  mutating func takeFindings() -> [CaptureFinding] {
    defer { findings.removeAll() }
    return findings
  }

  /// The connection ended: what its chains could not know when they were seen is filled in.
  ///
  /// - Parameter refusal: the alert with which a side broke the handshake off.
  /// - Returns: how many chains the connection had; an empty Certificate message is none.
  mutating func close(
    _ connection: StreamConnection, facts: HandshakeFacts, refusal: (_ by: Sender) -> Alert?
  ) -> Int {
    guard !seenByConnection.isEmpty, let seen = seenByConnection.removeValue(forKey: connection.number) else {
      return 0
    }
    for message in seen {
      if let chain = message.chain { handOver(chain, message.sender, facts) }
    }
    for sender in [Sender.first, .second] where seen.contains(where: { $0.sender == sender }) {
      guard let alert = refusal(sender.opposite) else { continue }
      let source = connection.source(of: sender.direction)
      findings.append(.refusal(Refusal(connection: connection.number, source: source, alert: alert.name)))
    }
    return seen.count { !$0.message.isEmpty }
  }

  mutating func add(_ record: ConnectionRecord) {
    findings.append(.connection(record))
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

extension ExtractedChain {
  /// Fills in what is not known yet.
  fileprivate mutating func complete(with facts: HandshakeFacts, sender: Sender) {
    if role == .unknown {
      switch facts.role(of: sender) {
      case .client: role = .client
      case .server: role = .server
      case nil: break
      }
    }
    if version == nil, let negotiated = facts.version {
      version = negotiated.name
      versionProtocol = negotiated.protocolName
      chain.isCertificatePair = negotiated == .tlcp
    }
    serverName = serverName ?? facts.serverName
    preamble = facts.preamble?.rawValue
  }
}
