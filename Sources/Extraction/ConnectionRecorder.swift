import Packets
import Streams
import TLSHandshake
import WireFormat

/// Makes a record of every connection, where the user asks for them.
struct ConnectionRecorder {
  private let file: String
  /// What the connections that are open have shown, by their number; one that shows no TLS has none.
  private var traces: [Int: HandshakeTrace] = [:]

  init(file: String) {
    self.file = file
  }

  mutating func note(
    _ type: HandshakeType, _ body: Span<UInt8>, from sender: Sender, facts: HandshakeFacts, isDTLS: Bool,
    connection: Int, at packet: PacketReference
  ) {
    traces[connection, default: HandshakeTrace()].note(
      type, body, from: sender, facts: facts, isDTLS: isDTLS, at: packet)
  }

  mutating func note(_ step: RecordStep, from sender: Sender, connection: Int, at packet: PacketReference) {
    traces[connection, default: HandshakeTrace()].note(step, from: sender, at: packet)
  }

  /// The connection ended. One of which the user's filter lets nothing through leaves no record.
  mutating func close(
    _ connection: StreamConnection, _ transport: Transport, life: StreamLife, facts: HandshakeFacts, chainCount: Int,
    reason: AbsenceReason?
  ) -> ConnectionRecord? {
    let trace = traces.removeValue(forKey: connection.number) ?? HandshakeTrace()
    guard let firstPacket = life.firstPacket, let lastPacket = life.lastPacket else { return nil }
    var record = ConnectionRecord(
      file: file, connection: connection.number, firstPacket: firstPacket, lastPacket: lastPacket,
      transport: transport, source: connection.first, destination: connection.second)
    record.chainCount = chainCount
    record.reason = reason
    record.add(facts)
    record.add(trace, facts)
    record.add(life, facts)
    return record
  }
}

extension ConnectionRecord {
  fileprivate mutating func add(_ facts: HandshakeFacts) {
    if let client = facts.client {
      self.client = client == .first ? source : destination
      server = client == .first ? destination : source
    }
    version = facts.version?.name
    versionProtocol = facts.version?.protocolName
    serverName = facts.serverName
  }

  fileprivate mutating func add(_ trace: HandshakeTrace, _ facts: HandshakeFacts) {
    clientHello = trace.clientHello
    serverHello = trace.serverHello
    certificateRequest = trace.certificateRequest
    alerts = trace.alerts.map { SentAlert(alert: $0.alert, side: Self.side($0.sender, facts), packet: $0.packet) }
    encryptedAlertCount = trace.encryptedAlertCount
    steps = trace.steps.map { Step(name: $0.name, side: Self.side($0.sender, facts), packet: $0.packet) }
    omittedStepCount = trace.omittedStepCount
    isEstablished = trace.isEstablished(facts)
    if facts.sawServerHello {
      isResumed = facts.isResumed || trace.serverHello?.selectsPreSharedKey == true
    }
  }

  fileprivate mutating func add(_ life: StreamLife, _ facts: HandshakeFacts) {
    func close(_ closing: StreamLife.Closing) -> Close {
      let side = Self.side(closing.sender == .forward ? .first : .second, facts)
      return Close(kind: closing.kind == .fin ? .fin : .rst, side: side, packet: closing.packet)
    }
    self.close = life.firstClosing.map(close)
    if let first = life.firstClosing, first.kind == .fin { reset = life.firstReset.map(close) }
    for closing in life.closings.map(close) {
      steps.append(Step(name: closing.kind.rawValue, side: closing.side, packet: closing.packet))
    }
    // A handshake message can be completed behind the FIN, by a segment that came late.
    steps = steps.enumerated().sorted { ($0.element.packet.number, $0.offset) < ($1.element.packet.number, $1.offset) }
      .map(\.element)
  }

  private static func side(_ sender: Sender, _ facts: HandshakeFacts) -> Side {
    switch facts.role(of: sender) {
    case .client: .client
    case .server: .server
    case nil: sender == .first ? .source : .destination
    }
  }
}
