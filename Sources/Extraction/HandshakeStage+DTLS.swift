import Streams
import TLSHandshake
import WireFormat

/// The handshakes of UDP flows, whose state ``DatagramStage`` keeps.
extension HandshakeStage {
  /// A datagram of a flow.
  ///
  /// - Parameter isCut: the snap length cut its end.
  mutating func receive(
    _ datagram: Span<UInt8>, of flow: StreamConnection, _ direction: StreamDirection, at packet: PacketReference,
    isCut: Bool, association: inout DTLSAssociation
  ) {
    setOrigin(flow, packet, association.dtls)
    exchangeSent(&association)
    association.dtls.receive(datagram, isCut: isCut, from: direction.sender, observer: &collector)
    exchangeSent(&association)
  }

  /// Messages of a flow that are not whole are let go, since too much is held.
  mutating func giveUpMessages(
    of flow: StreamConnection, at packet: PacketReference, association: inout DTLSAssociation
  ) {
    setOrigin(flow, packet, association.dtls)
    exchangeSent(&association)
    association.dtls.giveUpMessages(observer: &collector)
    exchangeSent(&association)
  }

  /// Nothing follows: the capture ended, another handshake between the endpoints began, or a limit was reached.
  mutating func close(_ flow: StreamConnection, association: inout DTLSAssociation) {
    guard let packet = association.life.lastPacket else { return }
    giveUpMessages(of: flow, at: packet, association: &association)
    let dtls = association.dtls
    exchangeSent(&association)
    let chainCount = collector.close(facts: dtls.facts)
    collector.noteRefusals(of: flow, refusal: dtls.refusal(by:))
    exchangeSent(&association)
    let reason = chainCount > 0 ? nil : Self.reason(for: dtls)
    noteEnd(of: flow, reason)
    collector.record(
      flow, .udp, life: association.life, facts: dtls.facts, chainCount: chainCount, reason: reason)
  }

  /// As for a connection.
  private mutating func exchangeSent(_ association: inout DTLSAssociation) {
    swap(&collector.sent, &association.sent)
  }

  private mutating func setOrigin(_ flow: StreamConnection, _ packet: PacketReference, _ dtls: DTLSConnection) {
    collector.origin = .init(
      connection: flow, transport: .udp, packet: packet, gapCause: dtls.wasCut ? .snapLength : nil)
  }

  /// Why a handshake gave no chain.
  private static func reason(for dtls: DTLSConnection) -> AbsenceReason {
    let facts = dtls.facts
    if facts.sawServerHello, !facts.usesCertificates, facts.version?.isTLS13 != true {
      return facts.isResumed ? .resumed : .noCertificateInCipherSuite
    }
    switch reason(facts, isDamaged: dtls.isDamaged, wasCut: dtls.wasCut) {
    case .encryptedByTLS13: return .encryptedByDTLS13
    case .noAnswer where facts.client.flatMap { dtls.refusal(by: $0.opposite) } != nil: return .refusedByAlert
    case let reason: return reason ?? .noCertificateSent
    }
  }
}
