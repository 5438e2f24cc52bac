import BasicContainers
import Packets
import Streams
import TLSHandshake
import WireFormat

/// Reads the handshake of each connection as its bytes come in order.
struct HandshakeStage: StreamConsumer, ~Copyable {
  var collector: ChainCollector
  /// Connections that ended, but for those of which the user's filter let nothing through.
  private(set) var connectionCount = 0
  private(set) var withoutChain: [AbsenceReason: Int] = [:]
  private(set) var withoutChainElsewhere: [AbsenceReason: Int] = [:]
  private let ports: PortSet
  private let readsAllRecords: Bool
  private var connections = UniqueArray<ConnectionHandshake>()
  private var freePlaces: [Int32] = []
  private var buffers = MessageBuffers()
  /// By the slots of connections, where in ``connections`` they are; `endedEarly` for those that are no longer. Those at
  /// work are few, though many may be open: what they need stays in the processor's cache.
  private var places: [Int32] = []

  init(file: String, options: ExtractionOptions) {
    collector = ChainCollector(file: file, recordsConnections: options.recordsConnections)
    ports = options.ports
    readsAllRecords = options.recordsConnections
  }

  mutating func open(_ connection: StreamConnection) {
    let place: Int32
    if let free = freePlaces.popLast() {
      place = free
      connections[Int(place)].restart()
    } else {
      place = Int32(connections.count)
      connections.appendDoubling(ConnectionHandshake(tls: TLSConnection(readsAllRecords: readsAllRecords)))
    }
    if connection.slot == places.count { places.append(place) } else { places[connection.slot] = place }
  }

  mutating func receive(
    _ bytes: Span<UInt8>, of connection: StreamConnection, _ direction: StreamDirection, at packet: PacketReference
  ) -> StreamInterest {
    guard let place = place(of: connection) else { return .finished }
    connections[place].noteData(direction)
    connections[place].lastPacket = packet
    collector.origin = .init(
      connection: connection, transport: .tcp, packet: packet, gapCause: connections[place].gapCause)
    exchangeSent(place)
    let isWanted = connections[place].tls.receive(
      bytes, from: direction.sender, observer: &collector, buffers: &buffers)
    exchangeSent(place)
    if isWanted { return .wanted }
    endEarly(connection, place)
    return .finished
  }

  mutating func gap(
    byteCount: Int64, _ cause: GapCause, of connection: StreamConnection, _ direction: StreamDirection,
    at packet: PacketReference
  ) -> StreamInterest {
    guard let place = place(of: connection) else { return .finished }
    connections[place].gapCause = connections[place].gapCause ?? cause
    connections[place].lastPacket = packet
    collector.origin = .init(connection: connection, transport: .tcp, packet: packet, gapCause: cause)
    exchangeSent(place)
    let isWanted = connections[place].tls.gap(
      byteCount: byteCount, from: direction.sender, observer: &collector)
    exchangeSent(place)
    if isWanted { return .wanted }
    endEarly(connection, place)
    return .finished
  }

  mutating func close(_ connection: StreamConnection, life: StreamLife) {
    guard let place = place(of: connection) else { return }
    collector.origin = .init(
      connection: connection, transport: .tcp, packet: connections[place].lastPacket,
      gapCause: connections[place].gapCause)
    exchangeSent(place)
    connections[place].tls.finish(observer: &collector)
    // Without a packet that passed the user's filter, it is not there to the user.
    if life.lastPacket != nil { end(connection, place, life: life) }
    exchangeSent(place)
    release(place)
  }

  /// Nobody wants more of either direction: what is known of the connection is all there will be, unless its whole
  /// life is to be told.
  private mutating func endEarly(_ connection: StreamConnection, _ place: Int) {
    guard collector.recorder == nil, connections[place].tls.isFinished else { return }
    exchangeSent(place)
    end(connection, place, life: StreamLife())
    exchangeSent(place)
    release(place)
    places[connection.slot] = Self.endedEarly
  }

  private mutating func end(_ connection: StreamConnection, _ place: Int, life: StreamLife) {
    let (chainCount, reason) = connections[place].end(connection, &collector)
    noteEnd(of: connection, reason)
    // The facts are copied for a record alone.
    guard collector.recorder != nil else { return }
    collector.record(
      connection, .tcp, life: life, facts: connections[place].tls.facts, chainCount: chainCount, reason: reason)
  }

  private mutating func release(_ place: Int) {
    connections[place].sent.restart()
    freePlaces.append(Int32(place))
  }

  /// Nil for one that ended early.
  @inline(__always)
  private func place(of connection: StreamConnection) -> Int? {
    let place = places[connection.slot]
    return place == Self.endedEarly ? nil : Int(place)
  }

  private static let endedEarly: Int32 = -1

  /// Lends the collector what the connection sent. The same call takes it back, and must follow on every way.
  @inline(__always)
  private mutating func exchangeSent(_ place: Int) {
    swap(&collector.sent, &connections[place].sent)
  }

  /// All is known of a connection that will be.
  ///
  /// - Parameter reason: why there is no chain; nil where there is one.
  mutating func noteEnd(of connection: StreamConnection, _ reason: AbsenceReason?) {
    connectionCount += 1
    if let reason { count(reason, connection) }
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
