import Packets
import WireFormat

/// Puts the segments of TCP connections in order and hands the bytes of each direction to a consumer.
///
/// ```
///     nextOffset              a hole            pending (in the pool)
///   -----|------------------|.........|=========|====|......|=====|
///    delivered, not held      wanted
/// ```
///
/// Segments in order are handed on from the packet itself, without a copy. A segment behind a hole
/// waits until the hole is filled, or until a limit or the end makes the hole a gap. Where
/// segments overlap, the bytes that came first are taken (RFC 9293 leaves it open).
public struct TCPReassembler: ~Copyable {
  public internal(set) var statistics = StreamStatistics()
  let limits: StreamLimits
  var table = ConnectionTable()
  var pool = SegmentPool()

  public init(limits: StreamLimits = StreamLimits()) {
    self.limits = limits
  }

  /// Takes one segment.
  ///
  /// - Parameters:
  ///   - payload: what was captured of the segment's payload.
  ///   - isWanted: false for a packet that the user's filter refuses: it counts for which connections
  ///     there are, but its bytes are not used.
  public mutating func process<Consumer: StreamConsumer & ~Copyable>(
    _ segment: TCPSegment, payload: Span<UInt8>, at packet: PacketReference, isWanted: Bool = true,
    consumer: inout Consumer
  ) {
    guard let (slot, direction) = findConnection(for: segment, consumer: &consumer), isWanted else { return }
    noteLife(segment, slot, direction, at: packet)
    if segment.flags.contains(.syn) {
      noteStart(slot, direction, sequence: segment.sequenceNumber &+ 1)
    }
    guard segment.payloadByteCount > 0, table.slots[slot][direction].interest == .wanted else { return }
    if segment.flags.contains(.ack) {
      noteAcknowledgment(slot, direction.opposite, segment.acknowledgmentNumber)
    }
    // TCP Fast Open (RFC 7413) sends data with the SYN, whose own number comes first.
    let sequence = segment.sequenceNumber &+ (segment.flags.contains(.syn) ? 1 : 0)
    accept(segment, sequence: sequence, payload, slot, direction, at: packet, consumer: &consumer)
  }

  private mutating func noteLife(
    _ segment: TCPSegment, _ slot: Int, _ direction: StreamDirection, at packet: PacketReference
  ) {
    table.slots[slot].life.note(packet)
    if segment.flags.contains(.rst) {
      table.slots[slot].life.noteClosing(.rst, from: direction, at: packet)
    } else if segment.flags.contains(.fin) {
      table.slots[slot].life.noteClosing(.fin, from: direction, at: packet)
    }
  }

  /// The next connection's number, for one that is not TCP: all connections of a capture are counted together.
  public mutating func takeConnectionNumber() -> Int {
    statistics.connectionCount += 1
    return statistics.connectionCount
  }

  /// The capture ended: gives up every hole and closes every connection, oldest first.
  public mutating func finish<Consumer: StreamConsumer & ~Copyable>(consumer: inout Consumer) {
    while let slot = table.oldestSlot() {
      close(slot, consumer: &consumer)
    }
  }
}

// MARK: - Which connection a segment belongs to

extension TCPReassembler {
  /// Finds or opens the segment's connection; nil for a segment that is nobody's and opens nothing.
  private mutating func findConnection<Consumer: StreamConsumer & ~Copyable>(
    for segment: TCPSegment, consumer: inout Consumer
  ) -> (slot: Int, direction: StreamDirection)? {
    let key = FlowKey(segment.source, segment.destination)
    if let first = table.firstSlot(of: key), let slot = slot(for: segment, from: first) {
      let direction: StreamDirection = table.slots[slot].identity.first == segment.source ? .forward : .reverse
      if !isNewConnection(segment, after: slot, direction) {
        note(segment, slot, direction)
        return (slot, direction)
      }
      close(slot, consumer: &consumer)
    }
    guard segment.flags.contains(.syn) || segment.payloadByteCount > 0 else { return nil }
    if table.count >= limits.connectionCount, let oldest = table.oldestSlot() {
      statistics.connectionsEvicted += 1
      close(oldest, consumer: &consumer)
    }
    let slot = table.insert(
      key, number: takeConnectionNumber(), first: segment.source, second: segment.destination)
    table.slots[slot].encapsulations.insert(segment.encapsulation)
    note(segment, slot, .forward)
    consumer.open(table.slots[slot].identity)
    return (slot, .forward)
  }

  /// Whether the ports are used again.
  private func isNewConnection(_ segment: TCPSegment, after slot: Int, _ direction: StreamDirection) -> Bool {
    guard let last = table.slots[slot][direction].lastSequenceEnd else { return false }
    let synSequence = table.slots[slot][direction].synSequence
    let isClosing = table.slots[slot].isClosing
    let distance = abs(sequenceDistance(from: last, to: segment.sequenceNumber))
    if segment.flags.contains(.syn), !segment.flags.contains(.ack) {
      // The same SYN once more is a retransmission; one that comes late belongs to the data around it.
      if let synSequence { return synSequence != segment.sequenceNumber }
      return distance > Self.lateSYNDistance
    }
    if segment.flags.contains(.syn), isClosing {
      // The answer to a SYN that was not captured; the same one once more is a retransmission.
      return synSequence != segment.sequenceNumber && distance > Self.reuseDistance
    }
    // Data without its SYN, behind the end of a connection.
    return isClosing && segment.payloadByteCount > 0 && distance > Self.reuseDistance
  }

  private mutating func note(_ segment: TCPSegment, _ slot: Int, _ direction: StreamDirection) {
    if segment.flags.contains(.syn) {
      table.slots[slot][direction].synSequence = segment.sequenceNumber
    }
    if segment.encapsulation != .none, segment.payloadByteCount > 0, !table.slots[slot][direction].hasDelivered {
      table.slots[slot].identity.setEncapsulation(segment.encapsulation, of: direction)
    }
    if segment.flags.contains(.syn) || segment.payloadByteCount > 0 {
      table.slots[slot][direction].lastSequenceEnd =
        segment.sequenceNumber &+ UInt32(truncatingIfNeeded: segment.payloadByteCount)
    }
    if !segment.flags.isDisjoint(with: [.fin, .rst]) {
      table.slots[slot].isClosing = true
    }
  }

  /// A SYN that comes this many bytes before or behind known data is that data's own, captured out of order.
  private static let lateSYNDistance: Int64 = 1 << 17
  /// Data this far from the end of a closed connection is another connection's.
  private static let reuseDistance: Int64 = 1 << 24
}

// MARK: - Where a direction starts

extension TCPReassembler {
  /// A SYN tells where the stream starts. A SYN-ACK sent again with another number moves the start as long as
  /// no byte was delivered.
  private mutating func noteStart(_ slot: Int, _ direction: StreamDirection, sequence: UInt32) {
    let state = table.slots[slot][direction]
    guard !state.hasDelivered, state.pending.isEmpty, state.nextSequence != sequence else { return }
    table.slots[slot][direction].alternateSequence = state.nextSequence
    table.slots[slot][direction].nextSequence = sequence
  }

  /// What one side acknowledges with its own data tells where the other side's stream stands, unless that is known.
  private mutating func noteAcknowledgment(_ slot: Int, _ direction: StreamDirection, _ acknowledgment: UInt32) {
    let state = table.slots[slot][direction]
    guard !state.hasDelivered, state.pending.isEmpty else { return }
    if state.nextSequence == nil {
      table.slots[slot][direction].nextSequence = acknowledgment
    } else if state.alternateSequence == acknowledgment {
      table.slots[slot][direction].alternateSequence = state.nextSequence
      table.slots[slot][direction].nextSequence = acknowledgment
    }
  }
}
