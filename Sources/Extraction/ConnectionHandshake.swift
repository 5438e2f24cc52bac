import Streams
import TLSHandshake
import WireFormat

/// What ``HandshakeStage`` keeps of a connection. Not private to it: Swift 6.3 fails to compile a private type in a
/// UniqueArray.
struct ConnectionHandshake: ~Copyable {
  var tls: TLSConnection
  var sent = SentMessages()
  var hasForwardData = false
  var hasReverseData = false
  /// The cause of the first gap.
  var gapCause: GapCause?
  var lastPacket = PacketReference(number: 0, timestamp: nil)

  var hasData: Bool { hasForwardData || hasReverseData }
  /// Both sides sent data.
  var hasAnswer: Bool { hasForwardData && hasReverseData }

  /// Why it gave no chain, if it gave none.
  private mutating func reason() -> AbsenceReason {
    if tls.hasHandshake,
      let reason = HandshakeStage.reason(tls.facts, isDamaged: tls.isDamaged, wasCut: gapCause == .snapLength)
    {
      guard reason == .noAnswer, hasAnswer else { return reason }
      if tls.startsWithAlert { return .refusedByAlert }
      // What came behind a gap may have begun as an answer.
      return gapCause.map { $0 == .snapLength ? .cutBySnapLength : .bytesMissing } ?? .answerNotTLS
    }
    // Too little was kept of its packets to see more than that there was something.
    if gapCause == .snapLength, !hasData || tls.lostCandidate { return .cutBySnapLength }
    if tls.sawEncryptedRecord { return .handshakeBeforeCapture }
    return hasData ? .notTLS : .noData
  }

  mutating func noteData(_ direction: StreamDirection) {
    if direction == .forward { hasForwardData = true } else { hasReverseData = true }
  }

  /// Hands over what it knows of its chains.
  ///
  /// - Returns: how many there were; why, where there was none.
  mutating func end(
    _ connection: StreamConnection, _ collector: inout ChainCollector
  ) -> (chainCount: Int, reason: AbsenceReason?) {
    guard tls.hasHandshake else { return (0, reason()) }
    let chainCount = tls.withFacts { collector.close(facts: $0) }
    collector.noteRefusals(of: connection) { tls.refusal(by: $0) }
    return (chainCount, chainCount > 0 ? nil : reason())
  }

  /// Another connection begins in this one's place, whose ``sent`` was forgotten when it ended.
  mutating func restart() {
    tls.restart()
    (hasForwardData, hasReverseData, gapCause) = (false, false, nil)
    lastPacket = PacketReference(number: 0, timestamp: nil)
  }
}
