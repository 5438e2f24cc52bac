import BasicContainers
import DequeModule
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
  /// First ended first.
  var closed: Deque<ClosedConnection> = []
  /// Of the first of them, and whether they are too many: kept where it takes no look into the queue.
  var oldestEnd = TCPReassembler.noEnd
  var hasTooManyClosed = false
  /// By slot, where they are noted.
  private var lives: [StreamLife] = []
  private let notesLives: Bool

  /// - Parameter notesLives: the consumer gets the whole life of each connection when it is closed, for which
  ///   segments without data count too. Without it a life holds the last packet that mattered and nothing else.
  public init(limits: StreamLimits = StreamLimits(), notesLives: Bool = false) {
    self.limits = limits
    self.notesLives = notesLives
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
    // Most packets of many captures are acknowledgments without data, which tell nothing of a connection but its life.
    if segment.isBareAcknowledgment {
      if notesLives, isWanted { noteLife(ofBare: segment, at: packet) }
      return
    }
    guard let (slot, direction) = findConnection(for: segment, at: packet, consumer: &consumer) else { return }
    if !segment.flags.isDisjoint(with: [.fin, .rst]) { noteEnd(segment, slot, direction, at: packet) }
    if isForgettingDue(at: packet) { forgetClosed(at: packet, except: slot, consumer: &consumer) }
    guard isWanted else { return }
    table.slots[slot].isWanted = true
    if notesLives { noteLife(segment, slot, direction, at: packet) }
    if segment.flags.contains(.syn) {
      table.directions[place(slot, direction)].noteStart(segment.sequenceNumber &+ 1)
    }
    guard segment.payloadByteCount > 0, table.directions[place(slot, direction)].interest == .wanted else { return }
    if segment.flags.contains(.ack) {
      table.directions[place(slot, direction.opposite)].noteAcknowledgment(segment.acknowledgmentNumber)
    }
    // TCP Fast Open (RFC 7413) sends data with the SYN, whose own number comes first.
    let sequence = segment.sequenceNumber &+ (segment.flags.contains(.syn) ? 1 : 0)
    accept(segment, sequence: sequence, payload, slot, direction, at: packet, consumer: &consumer)
  }

  private mutating func noteLife(
    _ segment: TCPSegment, _ slot: Int, _ direction: StreamDirection, at packet: PacketReference
  ) {
    lives[slot].note(packet)
    if segment.flags.contains(.rst) {
      lives[slot].noteClosing(.rst, from: direction, at: packet)
    } else if segment.flags.contains(.fin) {
      lives[slot].noteClosing(.fin, from: direction, at: packet)
    }
  }

  /// An acknowledgment without data changes nothing but the life of its connection, so that connections have the same
  /// numbers whether or not lives are noted.
  private mutating func noteLife(ofBare segment: TCPSegment, at packet: PacketReference) {
    guard let first = table.firstSlot(of: segment.source, segment.destination),
      let slot = slotThatUsesEncapsulation(of: segment, from: first) ?? slotWithNumbersNear(segment, from: first)
    else { return }
    lives[slot].note(packet)
  }

  /// What is told of a connection that is closed.
  // Mutating as ``isNewConnection(_:after:_:)`` is.
  mutating func life(of slot: Int) -> StreamLife {
    if notesLives { return lives[slot] }
    var life = StreamLife()
    if table.slots[slot].isWanted { life.note(table.slots[slot].lastPacket) }
    return life
  }

  /// The next connection's number, for one that is not TCP: all connections of a capture are counted together.
  public mutating func takeConnectionNumber() -> Int {
    statistics.connectionCount += 1
    return statistics.connectionCount
  }

  /// The capture ended: gives up every hole and closes every connection, oldest first.
  public mutating func finish<Consumer: StreamConsumer & ~Copyable>(consumer: inout Consumer) {
    for slot in table.slotsByAge { close(slot, consumer: &consumer) }
  }
}

// MARK: - Which connection a segment belongs to

extension TCPReassembler {
  /// Finds or opens the segment's connection; nil for a segment that is nobody's and opens nothing.
  private mutating func findConnection<Consumer: StreamConsumer & ~Copyable>(
    for segment: TCPSegment, at packet: PacketReference, consumer: inout Consumer
  ) -> (slot: Int, direction: StreamDirection)? {
    if let first = table.firstSlot(of: segment.source, segment.destination), let slot = slot(for: segment, from: first)
    {
      let direction = table.direction(slot, from: segment.source)
      if !isNewConnection(segment, after: slot, direction) {
        note(segment, slot, direction, at: packet)
        return (slot, direction)
      }
      close(slot, consumer: &consumer)
    }
    guard segment.flags.contains(.syn) || segment.payloadByteCount > 0 else { return nil }
    if table.count >= limits.connectionCount, let idle = table.idleSlot() {
      statistics.connectionsEvicted += 1
      close(idle, consumer: &consumer)
    }
    let slot = table.insert(
      number: takeConnectionNumber(), first: segment.source, second: segment.destination, at: packet)
    if notesLives {
      if slot == lives.count { lives.append(StreamLife()) } else { lives[slot] = StreamLife() }
    }
    table.slots[slot].encapsulations.insert(segment.encapsulation)
    note(segment, slot, .forward, at: packet)
    consumer.open(table.slots[slot].identity)
    return (slot, .forward)
  }

  /// Whether the ports are used again.
  // Mutating, though it changes nothing: Swift 6.3 copies the whole of self for a call that only borrows it.
  @inline(__always)
  private mutating func isNewConnection(_ segment: TCPSegment, after slot: Int, _ direction: StreamDirection) -> Bool {
    // Most segments are in the middle of their connection.
    guard segment.flags.contains(.syn) || table.slots[slot].isClosing else { return false }
    return beginsAnew(segment, after: slot, direction)
  }

  @inline(never)
  private mutating func beginsAnew(_ segment: TCPSegment, after slot: Int, _ direction: StreamDirection) -> Bool {
    guard let last = table.directions[place(slot, direction)].lastSequenceEnd else { return false }
    let synSequence = table.directions[place(slot, direction)].synSequence
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

  private mutating func note(
    _ segment: TCPSegment, _ slot: Int, _ direction: StreamDirection, at packet: PacketReference
  ) {
    table.slots[slot].lastPacket = packet
    if segment.flags.contains(.syn) {
      table.directions[place(slot, direction)].synSequence = segment.sequenceNumber
    }
    if segment.encapsulation != .none, segment.payloadByteCount > 0,
      !table.directions[place(slot, direction)].hasDelivered
    {
      table.slots[slot].identity.setEncapsulation(segment.encapsulation, of: direction)
    }
    if segment.flags.contains(.syn) || segment.payloadByteCount > 0 {
      table.directions[place(slot, direction)].lastSequenceEnd =
        segment.sequenceNumber &+ UInt32(truncatingIfNeeded: segment.payloadByteCount)
    }
  }

  /// A SYN that comes this many bytes before or behind known data is that data's own, captured out of order.
  private static let lateSYNDistance: Int64 = 1 << 17
  /// Data this far from the end of a closed connection is another connection's.
  private static let reuseDistance: Int64 = 1 << 24
}
