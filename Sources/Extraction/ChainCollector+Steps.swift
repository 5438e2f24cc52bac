import Streams
import TLSHandshake
import WireFormat

/// Hands the steps of each handshake on, where the user asks for connections.
extension ChainCollector {
  mutating func message(
    _ type: HandshakeType, _ body: Span<UInt8>, from sender: Sender, facts: HandshakeFacts, isDTLS: Bool
  ) {
    guard recorder != nil, let origin else { return }
    recorder?.note(
      type, body, from: sender, facts: facts, isDTLS: isDTLS, connection: origin.connection.number, at: origin.packet)
  }

  mutating func record(_ step: RecordStep, from sender: Sender) {
    guard recorder != nil, let origin else { return }
    recorder?.note(step, from: sender, connection: origin.connection.number, at: origin.packet)
  }
}
