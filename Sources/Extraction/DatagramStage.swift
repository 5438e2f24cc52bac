import Packets
import Streams
import TLSHandshake
import WireFormat

/// Reads the DTLS handshakes between UDP endpoints. A datagram that is no DTLS leaves no trace.
struct DatagramStage: ~Copyable {
  private struct Association {
    var dtls = DTLSConnection()
    var life = StreamLife()
    var wasCut = false
  }

  private var table = DatagramFlowTable()
  private var associations: [Association] = []
  /// Initial packets of QUIC, which encrypts certificates.
  private(set) var quicInitialCount = 0

  /// - Parameter number: gives a new connection its number.
  mutating func receive(
    _ datagram: UDPDatagram, _ payload: Span<UInt8>, at packet: PacketReference, isWanted: Bool,
    handshakes: inout HandshakeStage, number: () -> Int
  ) {
    var inner = payload
    var channel: UInt32 = 0
    if let (range, number) = TURNPayload.find(in: payload) {
      inner = payload.extracting(range)
      channel = number
    } else if let range = CAPWAPPayload.find(in: payload) {
      inner = payload.extracting(range)
    }
    take(
      datagram, inner, channel: channel, wasCut: payload.count < datagram.payloadByteCount, at: packet,
      isWanted: isWanted, handshakes: &handshakes, number: number)
  }

  private mutating func take(
    _ datagram: UDPDatagram, _ payload: Span<UInt8>, channel: UInt32, wasCut: Bool, at packet: PacketReference,
    isWanted: Bool, handshakes: inout HandshakeStage, number: () -> Int
  ) {
    guard DTLSConnection.mayHoldRecords(payload) else {
      if isWanted, QUICPacket.isInitial(payload) { quicInitialCount += 1 }
      return
    }
    let flow: StreamConnection
    let direction: StreamDirection
    if let found = table.find(datagram, channel: channel) {
      (flow, direction) = found
    } else {
      guard DTLSConnection.startsHandshake(payload),
        let new = table.follow(datagram, channel: channel, number: number())
      else { return }
      associations.append(Association())
      (flow, direction) = (new, .forward)
    }
    guard isWanted else { return }
    associations[flow.slot].life.note(packet)
    if wasCut { associations[flow.slot].wasCut = true }
    handshakes.receive(
      payload, flow, direction, at: packet, wasCut: associations[flow.slot].wasCut,
      dtls: &associations[flow.slot].dtls)
  }

  /// The capture ended.
  mutating func finish(handshakes: inout HandshakeStage) {
    for flow in table.all {
      let wasCut = associations[flow.slot].wasCut
      let life = associations[flow.slot].life
      handshakes.close(flow, life: life, wasCut: wasCut, dtls: &associations[flow.slot].dtls)
    }
  }

  var refusedCount: Int { table.refusedCount }
}
