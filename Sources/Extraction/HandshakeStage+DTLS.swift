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
    isCut: Bool, dtls: inout DTLSConnection
  ) {
    setOrigin(flow, packet, dtls)
    dtls.receive(datagram, isCut: isCut, from: direction.sender, observer: &collector)
  }

  /// Messages of a flow that are not whole are let go, since too much is held.
  mutating func giveUpMessages(of flow: StreamConnection, at packet: PacketReference, dtls: inout DTLSConnection) {
    setOrigin(flow, packet, dtls)
    dtls.giveUpMessages(observer: &collector)
  }

  /// Nothing follows: the capture ended, another handshake between the endpoints began, or a limit was reached.
  mutating func close(_ flow: StreamConnection, life: StreamLife, dtls: inout DTLSConnection) {
    guard let packet = life.lastPacket else { return }
    giveUpMessages(of: flow, at: packet, dtls: &dtls)
    let chainCount = collector.close(flow, facts: dtls.facts, refusal: dtls.refusal(by:))
    note(
      flow, .udp, life: life, facts: dtls.facts, chainCount: chainCount,
      reason: chainCount > 0 ? nil : Self.reason(for: dtls))
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
