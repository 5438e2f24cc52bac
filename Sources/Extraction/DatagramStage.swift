import Packets
import Streams
import TLSHandshake
import WireFormat

/// Reads the DTLS handshakes between UDP endpoints. A datagram that is no DTLS leaves no trace.
struct DatagramStage: ~Copyable {
  var table: DatagramFlowTable
  /// By their slots in ``table``.
  var associations: [DTLSAssociation] = []
  /// Those that hold messages which are not whole, the one that has done so for longest first.
  private var holders = RecencyList()
  private var heldByteCount = 0
  private let heldByteLimit: Int
  private(set) var counts = DatagramCounts()

  init(limits: StreamLimits, heldByteLimit: Int = 16 << 20) {
    table = DatagramFlowTable(limit: limits.datagramFlowCount)
    self.heldByteLimit = heldByteLimit
  }

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
    guard DTLSConnection.mayHoldRecords(inner) else {
      if isWanted, QUICPacket.isInitial(inner) { counts.quicInitials += 1 }
      return
    }
    let opening = DTLSOpening(inner)
    guard
      let slot = takeSlot(datagram, channel, opening, at: packet.timestamp, handshakes: &handshakes, number: number)
    else { return }
    let flow = table.note(datagram, slot: slot)
    let direction = flow.direction(from: datagram.source)
    associations[slot].note(opening, direction, at: packet.timestamp)
    guard isWanted else { return }
    associations[slot].life.note(packet)
    let held = associations[slot].dtls.heldByteCount
    handshakes.receive(
      inner, of: flow, direction, at: packet, isCut: payload.count < datagram.payloadByteCount,
      association: &associations[slot])
    noteHeld(slot, before: held)
    while heldByteCount > heldByteLimit, let slot = holders.oldest {
      counts.giveUps += 1
      let held = associations[slot].dtls.heldByteCount
      handshakes.giveUpMessages(of: table[slot], at: packet, association: &associations[slot])
      noteHeld(slot, before: held)
    }
  }

  /// The capture ended.
  mutating func finish(handshakes: inout HandshakeStage) {
    while let flow = table.longestIdle {
      close(flow, handshakes: &handshakes)
      table.remove(flow.slot)
    }
  }

  /// The slot of the association that a datagram belongs to, which may begin with it.
  private mutating func takeSlot(
    _ datagram: UDPDatagram, _ channel: UInt32, _ opening: DTLSOpening?, at time: Timestamp?,
    handshakes: inout HandshakeStage, number: () -> Int
  ) -> Int? {
    switch choose(datagram, channel, opening, at: time) {
    case .known(let slot): return slot
    case .stray: return nil
    case .renewed(let slot):
      close(table[slot], handshakes: &handshakes)
      table.renew(slot, with: datagram, number: number())
      associations[slot] = DTLSAssociation(after: associations[slot])
      return slot
    case .new:
      if table.isFull, let flow = table.longestIdle {
        counts.evictions += 1
        close(flow, handshakes: &handshakes)
        table.remove(flow.slot)
      }
      let slot = table.insert(datagram, channel: channel, number: number())
      if slot == associations.count {
        associations.append(DTLSAssociation())
      } else {
        associations[slot] = DTLSAssociation()
      }
      return slot
    }
  }

  private mutating func close(_ flow: StreamConnection, handshakes: inout HandshakeStage) {
    let held = associations[flow.slot].dtls.heldByteCount
    handshakes.close(flow, association: &associations[flow.slot])
    noteHeld(flow.slot, before: held)
    counts.refusedFragments += associations[flow.slot].dtls.refusedFragmentCount
  }

  private mutating func noteHeld(_ slot: Int, before: Int) {
    let after = associations[slot].dtls.heldByteCount
    heldByteCount += after - before
    if before == 0, after > 0 { holders.append(slot) }
    if before > 0, after == 0 { holders.remove(slot) }
  }
}
