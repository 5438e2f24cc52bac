import Streams
import TLSHandshake
import WireFormat

/// Hands the steps of each handshake on, where the user asks for connections, and settles chains by them.
extension ChainCollector {
  var wantsSteps: Bool { recorder != nil || sent.isPending }

  mutating func message(
    _ type: HandshakeType, _ body: Span<UInt8>, from sender: Sender, facts: HandshakeFacts, isDTLS: Bool
  ) {
    guard let origin else { return }
    // DTLS messages come in any order: its flight is over when the sender changes to encryption.
    if !isDTLS, type != .certificate, type != .certificateStatus { settle(sender, facts) }
    recorder?.note(
      type, body, from: sender, facts: facts, isDTLS: isDTLS, connection: origin.connection.number, at: origin.packet)
  }

  mutating func record(_ step: RecordStep, from sender: Sender, facts: HandshakeFacts) {
    guard let origin else { return }
    if step == .changeCipherSpec { settle(sender, facts) }
    recorder?.note(step, from: sender, connection: origin.connection.number, at: origin.packet)
  }
}
