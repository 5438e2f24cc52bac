import CertificateChains
import Packets
import Streams
import TLSHandshake
import WireFormat

/// Turns the Certificate messages of one capture into chains.
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
  private(set) var chains: [ExtractedChain] = []
  /// Certificate messages left out because their connection sent too many.
  private(set) var droppedMessageCount = 0
  private var store = CertificateStore()
  /// What was seen of each connection that is open, by its number.
  private var seenByConnection: [Int: [Seen]] = [:]

  /// A Certificate message that a connection sent, to tell another one from the same one again.
  private struct Seen {
    var sender: Sender
    var message: Message
    var chainIndex: Int

    func isSameMessage(as other: Seen) -> Bool {
      sender == other.sender && message.places == other.message.places
        && message.rawPublicKey == other.message.rawPublicKey && message.isComplete == other.message.isComplete
    }
  }

  /// What a Certificate message was found to hold.
  private struct Message {
    var isComplete: Bool
    var kind: CertificateKind
    /// Of X.509 certificates, in ``store``.
    var places: [Int] = []
    var rawPublicKey: [UInt8]?
    var problems: [Problem] = []

    var isEmpty: Bool { places.isEmpty && rawPublicKey == nil }

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

  /// Chains of an open connection; an empty Certificate message is none.
  func chainCount(of connection: StreamConnection) -> Int {
    seenByConnection[connection.number]?.count { !$0.message.isEmpty } ?? 0
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
      if message.places.isEmpty { return }
    }
    guard seenByConnection[origin.connection.number]?.count ?? 0 < Self.messageLimit else {
      droppedMessageCount += 1
      return
    }
    let seen = Seen(sender: sender, message: message, chainIndex: chains.count)
    if seenByConnection[origin.connection.number, default: []].contains(where: { $0.isSameMessage(as: seen) }) {
      return
    }
    seenByConnection[origin.connection.number, default: []].append(seen)

    let elements = message.places.map { store.certificates[$0] }
    message.problems += elements.enumerated().compactMap { Self.problem(of: $1, position: $0 + 1, origin.packet) }
    let direction: StreamDirection = sender == .first ? .forward : .reverse
    var chain = ExtractedChain(
      file: file, connection: origin.connection.number, timestamp: origin.packet.timestamp,
      packet: origin.packet.number, transport: origin.transport, source: origin.connection.source(of: direction),
      destination: origin.connection.destination(of: direction), role: .unknown, version: nil, versionProtocol: nil,
      serverName: nil, isComplete: message.isComplete, chain: PresentedChain(elements: elements),
      certificateType: message.kind, rawPublicKey: message.rawPublicKey.map { RawPublicKey(der: $0) },
      problems: message.problems)
    chain.encapsulation = origin.connection.encapsulation(of: direction)
    chain.complete(with: facts, sender: sender)
    chains.append(chain)
  }

  private mutating func read(_ body: Span<UInt8>, into message: inout Message, _ packet: PacketReference) {
    do throws(WireError) {
      switch message.kind {
      case .x509: try CertificateList.read(body) { message.places.append(store.place(of: $0)) }
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
    guard let origin, let chain = seenByConnection[origin.connection.number]?.last(where: { $0.sender == sender }),
      chains[chain.chainIndex].ocspResponses.isEmpty
    else { return }
    var responses: [StapledResponse] = []
    do throws(WireError) {
      try CertificateStatus.read(body) { position, response in
        responses.append(StapledResponse(position: position, response: OCSPResponse(der: [UInt8](copying: response))))
      }
    } catch {
      chains[chain.chainIndex].problems.append(
        Problem(.malformedMessage, "CertificateStatus message: \(error)", packet: origin.packet.number))
    }
    chains[chain.chainIndex].ocspResponses = responses
  }

  /// The connection ended: what its chains could not know when they were seen is filled in.
  ///
  /// - Parameter refusal: the alert with which a side broke the handshake off.
  /// - Returns: whether the connection had a chain.
  mutating func close(
    _ connection: StreamConnection, facts: HandshakeFacts, refusal: (_ by: Sender) -> Alert?
  ) -> Bool {
    guard let seen = seenByConnection.removeValue(forKey: connection.number) else { return false }
    for message in seen {
      chains[message.chainIndex].complete(with: facts, sender: message.sender)
      chains[message.chainIndex].refusal = refusal(message.sender.opposite)?.name
    }
    return seen.contains { !$0.message.isEmpty }
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
