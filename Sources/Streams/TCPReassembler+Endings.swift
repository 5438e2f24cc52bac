import BasicContainers
import DequeModule
import Packets
import WireFormat

/// Connections that ended: remembered for a while, then forgotten.
extension TCPReassembler {
  mutating func noteEnd(
    _ segment: TCPSegment, _ slot: Int, _ direction: StreamDirection, at packet: PacketReference
  ) {
    table.slots[slot].isClosing = true
    if segment.flags.contains(.fin) { table.directions[place(slot, direction)].sawFIN = true }
    let isEnd =
      segment.flags.contains(.rst)
      || table.directions[place(slot, .forward)].sawFIN && table.directions[place(slot, .reverse)].sawFIN
    guard isEnd, !table.slots[slot].isClosed else { return }
    table.slots[slot].isClosed = true
    closed.append(ClosedConnection(slot: slot, number: table.slots[slot].identity.number, packet: packet))
    noteOldestEnd()
  }

  /// Most packets come when there is nothing to forget, and need not look.
  @inline(__always)
  func isForgettingDue(at packet: PacketReference) -> Bool {
    hasTooManyClosed || limits.isLongAgo(oldestEnd, at: packet)
  }

  /// After each change of ``closed``.
  private mutating func noteOldestEnd() {
    hasTooManyClosed = closed.count > limits.closedConnectionCount
    oldestEnd = closed.first?.packet ?? Self.noEnd
  }

  /// Of a connection that did not end.
  static let noEnd = PacketReference(number: .max, timestamp: nil)

  /// Forgets connections that ended a while ago: what comes of them later would only be sent again. One that goes on
  /// all the same, after a stray RST, is no less followed than others.
  mutating func forgetClosed<Consumer: StreamConsumer & ~Copyable>(
    at packet: PacketReference, except current: Int, consumer: inout Consumer
  ) {
    defer { noteOldestEnd() }
    while let entry = closed.first {
      let isTooMany = closed.count > limits.closedConnectionCount
      guard isTooMany || limits.isLongAgo(entry.packet, at: packet) else { return }
      closed.removeFirst()
      guard table.slots[entry.slot].isOpen, table.slots[entry.slot].identity.number == entry.number else { continue }
      let last = table.slots[entry.slot].lastPacket
      let isStillUsed = last.number > entry.packet.number
      if entry.slot == current || (isTooMany ? isStillUsed : !limits.isLongAgo(last, at: packet)) {
        closed.append(ClosedConnection(slot: entry.slot, number: entry.number, packet: last))
        if entry.slot == current, isTooMany { return }
      } else {
        close(entry.slot, consumer: &consumer)
      }
    }
  }
}
