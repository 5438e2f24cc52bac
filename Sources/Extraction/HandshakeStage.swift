import Packets
import Streams
import TLSHandshake
import WireFormat

/// Reads the handshake of each connection as its bytes come in order.
struct HandshakeStage: StreamConsumer {
  private struct Connection {
    var tls = TLSConnection()
    var hasData = false
    /// The cause of the first gap.
    var gapCause: GapCause?
    var lastPacket = PacketReference(number: 0, timestamp: nil)
  }

  private(set) var collector: ChainCollector
  private(set) var withoutChain: [AbsenceReason: Int] = [:]
  private(set) var withoutChainElsewhere: [AbsenceReason: Int] = [:]
  private let ports: PortSet
  private var connections: [Connection] = []

  init(file: String, ports: PortSet) {
    collector = ChainCollector(file: file)
    self.ports = ports
  }

  mutating func open(_ connection: StreamConnection) {
    if connection.slot == connections.count {
      connections.append(Connection())
    } else {
      connections[connection.slot] = Connection()
    }
  }

  mutating func receive(
    _ bytes: Span<UInt8>, of connection: StreamConnection, _ direction: StreamDirection, at packet: PacketReference
  ) -> StreamInterest {
    let slot = connection.slot
    connections[slot].hasData = true
    connections[slot].lastPacket = packet
    collector.origin = .init(connection: connection, packet: packet, gapCause: connections[slot].gapCause)
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
    collector.origin = .init(connection: connection, packet: packet, gapCause: cause)
    let isWanted = connections[slot].tls.gap(
      byteCount: byteCount, from: direction.sender, observer: &collector)
    return isWanted ? .wanted : .finished
  }

  mutating func close(_ connection: StreamConnection) {
    let slot = connection.slot
    collector.origin = .init(
      connection: connection, packet: connections[slot].lastPacket, gapCause: connections[slot].gapCause)
    connections[slot].tls.finish(observer: &collector)
    if !collector.close(connection, facts: connections[slot].tls.facts) {
      let reason = Self.reason(for: connections[slot])
      if ports.matches(connection.first, connection.second) {
        withoutChain[reason, default: 0] += 1
      } else {
        withoutChainElsewhere[reason, default: 0] += 1
      }
    }
    connections[slot] = Connection()
  }

  /// Why a connection gave no chain.
  private static func reason(for connection: Connection) -> AbsenceReason {
    let facts = connection.tls.facts
    if facts.version?.isTLS13 == true { return .encryptedByTLS13 }
    if facts.isResumed { return .resumed }
    if connection.tls.isDamaged {
      return connection.gapCause == .snapLength ? .cutBySnapLength : .bytesMissing
    }
    if facts.sawServerHello { return .noCertificateSent }
    if facts.sawClientHello { return .noAnswer }
    if connection.tls.sawEncryptedRecord { return .handshakeBeforeCapture }
    return connection.hasData ? .notTLS : .noData
  }
}

extension StreamDirection {
  fileprivate var sender: Sender { self == .forward ? .first : .second }
}
