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
  private var store = CertificateStore()
  /// What was seen of each connection that is open, by its number.
  private var seenByConnection: [Int: [Seen]] = [:]

  /// A Certificate message that a connection sent, to tell another one from the same one again.
  private struct Seen {
    var sender: Sender
    var places: [Int]
    var isComplete: Bool
    var chainIndex: Int

    func isSameMessage(as other: Seen) -> Bool {
      sender == other.sender && places == other.places && isComplete == other.isComplete
    }
  }

  init(file: String, recordsConnections: Bool) {
    self.file = file
    recorder = recordsConnections ? ConnectionRecorder(file: file) : nil
  }

  /// Chains of an open connection.
  func chainCount(of connection: StreamConnection) -> Int {
    seenByConnection[connection.number]?.count ?? 0
  }

  mutating func certificateMessage(
    _ body: Span<UInt8>, bodyLength: Int, from sender: Sender, facts: HandshakeFacts
  ) {
    guard let origin else { return }
    var places: [Int] = []
    var problems: [Problem] = []
    let isComplete = body.count == bodyLength
    do throws(WireError) {
      try CertificateList.read(body) { places.append(store.place(of: $0)) }
    } catch {
      if isComplete {
        problems.append(Problem(.malformedMessage, "Certificate message: \(error)", packet: origin.packet.number))
      }
    }
    if !isComplete {
      problems.append(missingBytes(have: body.count, of: bodyLength, origin))
      // Nothing whole came before the gap: there is no chain to show, and the connection says why.
      if places.isEmpty { return }
    }
    let seen = Seen(sender: sender, places: places, isComplete: isComplete, chainIndex: chains.count)
    if seenByConnection[origin.connection.number, default: []].contains(where: { $0.isSameMessage(as: seen) }) { return }
    seenByConnection[origin.connection.number, default: []].append(seen)

    let elements = places.map { store.certificates[$0] }
    problems += elements.enumerated().compactMap { Self.problem(of: $1, position: $0 + 1, origin.packet) }
    let direction: StreamDirection = sender == .first ? .forward : .reverse
    var chain = ExtractedChain(
      file: file, connection: origin.connection.number, timestamp: origin.packet.timestamp,
      packet: origin.packet.number, transport: origin.transport, source: origin.connection.source(of: direction),
      destination: origin.connection.destination(of: direction), role: .unknown, version: nil, versionProtocol: nil,
      serverName: nil, isComplete: isComplete, chain: PresentedChain(elements: elements), problems: problems)
    chain.complete(with: facts, sender: sender)
    chains.append(chain)
  }

  /// The connection ended: what its chains could not know when they were seen is filled in.
  ///
  /// - Returns: whether the connection had a chain.
  mutating func close(_ connection: StreamConnection, facts: HandshakeFacts) -> Bool {
    guard let seen = seenByConnection.removeValue(forKey: connection.number) else { return false }
    for message in seen {
      chains[message.chainIndex].complete(with: facts, sender: message.sender)
    }
    return seen.contains { !$0.places.isEmpty }
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
    }
    serverName = serverName ?? facts.serverName
  }
}
