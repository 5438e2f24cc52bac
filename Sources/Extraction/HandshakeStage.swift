import Packets
import Streams
import TLSHandshake
import WireFormat

/// Reads the handshake of each connection as its bytes come in order.
struct HandshakeStage: StreamConsumer {
  private struct Connection {
    var tls: TLSConnection
    var hasForwardData = false
    var hasReverseData = false
    /// The cause of the first gap.
    var gapCause: GapCause?
    var lastPacket = PacketReference(number: 0, timestamp: nil)

    var hasData: Bool { hasForwardData || hasReverseData }
    /// Both sides sent data.
    var hasAnswer: Bool { hasForwardData && hasReverseData }

    /// Why it gave no chain, if it gave none.
    var reason: AbsenceReason {
      if tls.hasHandshake,
        let reason = HandshakeStage.reason(tls.facts, isDamaged: tls.isDamaged, wasCut: gapCause == .snapLength)
      {
        guard reason == .noAnswer, hasAnswer else { return reason }
        if tls.startsWithAlert { return .refusedByAlert }
        // What came behind a gap may have begun as an answer.
        return gapCause.map { $0 == .snapLength ? .cutBySnapLength : .bytesMissing } ?? .answerNotTLS
      }
      if tls.sawEncryptedRecord { return .handshakeBeforeCapture }
      return hasData ? .notTLS : .noData
    }

    mutating func noteData(_ direction: StreamDirection) {
      if direction == .forward { hasForwardData = true } else { hasReverseData = true }
    }

    mutating func restart() {
      tls.restart()
      (hasForwardData, hasReverseData, gapCause) = (false, false, nil)
      lastPacket = PacketReference(number: 0, timestamp: nil)
    }
  }

  var collector: ChainCollector
  /// Connections that were closed, but for those of which the user's filter let nothing through.
  private(set) var connectionCount = 0
  private(set) var withoutChain: [AbsenceReason: Int] = [:]
  private(set) var withoutChainElsewhere: [AbsenceReason: Int] = [:]
  private let ports: PortSet
  private var connections: [Connection] = []

  private let newConnection: Connection

  init(file: String, options: ExtractionOptions) {
    collector = ChainCollector(file: file, recordsConnections: options.recordsConnections)
    ports = options.ports
    newConnection = Connection(tls: TLSConnection(readsAllRecords: options.recordsConnections))
  }

  mutating func open(_ connection: StreamConnection) {
    if connection.slot == connections.count {
      connections.append(newConnection)
    } else {
      connections[connection.slot].restart()
    }
  }

  mutating func receive(
    _ bytes: Span<UInt8>, of connection: StreamConnection, _ direction: StreamDirection, at packet: PacketReference
  ) -> StreamInterest {
    let slot = connection.slot
    connections[slot].noteData(direction)
    connections[slot].lastPacket = packet
    collector.origin = .init(
      connection: connection, transport: .tcp, packet: packet, gapCause: connections[slot].gapCause)
    let isWanted = connections[slot].tls.receive(bytes, from: direction.sender, observer: &collector)
    return isWanted ? .wanted : .finished
  }

  mutating func gap(
    byteCount: Int64, _ cause: GapCause, of connection: StreamConnection, _ direction: StreamDirection,
    at packet: PacketReference
  ) -> StreamInterest {
    let slot = connection.slot
    connections[slot].gapCause = connections[slot].gapCause ?? cause
    connections[slot].lastPacket = packet
    collector.origin = .init(connection: connection, transport: .tcp, packet: packet, gapCause: cause)
    let isWanted = connections[slot].tls.gap(
      byteCount: byteCount, from: direction.sender, observer: &collector)
    return isWanted ? .wanted : .finished
  }

  mutating func close(_ connection: StreamConnection, life: StreamLife) {
    let slot = connection.slot
    collector.origin = .init(
      connection: connection, transport: .tcp, packet: connections[slot].lastPacket,
      gapCause: connections[slot].gapCause)
    connections[slot].tls.finish(observer: &collector)
    // Nothing of it passed the user's filter: to the user it is not there.
    guard life.lastPacket != nil else { return }
    guard connections[slot].tls.hasHandshake else {
      return note(
        connection, .tcp, life: life, facts: HandshakeFacts(), chainCount: 0, reason: connections[slot].reason)
    }
    let (first, second) = (connections[slot].tls.refusal(by: .first), connections[slot].tls.refusal(by: .second))
    let facts = connections[slot].tls.facts
    let chainCount = collector.close(connection, facts: facts) { $0 == .first ? first : second }
    note(
      connection, .tcp, life: life, facts: facts, chainCount: chainCount,
      reason: chainCount > 0 ? nil : connections[slot].reason)
  }

  /// A connection was closed.
  ///
  /// - Parameter reason: why there is no chain; nil where there is one.
  mutating func note(
    _ connection: StreamConnection, _ transport: Transport, life: StreamLife, facts: HandshakeFacts, chainCount: Int,
    reason: AbsenceReason?
  ) {
    connectionCount += 1
    if let reason { count(reason, connection) }
    let record = collector.recorder?.close(
      connection, transport, life: life, facts: facts, chainCount: chainCount, reason: reason)
    if let record = record ?? nil { collector.add(record) }
  }

  private mutating func count(_ reason: AbsenceReason, _ connection: StreamConnection) {
    if ports.matches(connection.first, connection.second) {
      withoutChain[reason, default: 0] += 1
    } else {
      withoutChainElsewhere[reason, default: 0] += 1
    }
  }

  /// Why a handshake gave no chain; nil where none was seen.
  static func reason(_ facts: HandshakeFacts, isDamaged: Bool, wasCut: Bool) -> AbsenceReason? {
    if facts.version?.isTLS13 == true { return .encryptedByTLS13 }
    if facts.isResumed, !isDamaged { return .resumed }
    if facts.usesCachedCertificate, facts.certificateMessageCount > 0 { return .certificateCached }
    if isDamaged { return wasCut ? .cutBySnapLength : .bytesMissing }
    if facts.sawServerHello { return facts.usesCertificates ? .noCertificateSent : .noCertificateInCipherSuite }
    return facts.sawClientHello ? .noAnswer : nil
  }
}

extension StreamDirection {
  var sender: Sender { self == .forward ? .first : .second }
}

extension Sender {
  var direction: StreamDirection { self == .first ? .forward : .reverse }
}
