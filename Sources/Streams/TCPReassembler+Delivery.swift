import BasicContainers
import Packets
import WireFormat

/// From a segment's sequence number to the consumer: at once, after waiting, or as a gap.
extension TCPReassembler {
  mutating func accept<Consumer: StreamConsumer & ~Copyable>(
    _ segment: TCPSegment, sequence: UInt32, _ payload: Span<UInt8>, _ slot: Int, _ direction: StreamDirection,
    at packet: PacketReference, consumer: inout Consumer
  ) {
    let next = table.directions[place(slot, direction)].settleStart(at: sequence)

    let offset = table.directions[place(slot, direction)].nextOffset
    let distance = sequenceDistance(from: next, to: sequence)
    let range = offset + distance..<offset + distance + Int64(segment.payloadByteCount)
    let capturedEnd = range.lowerBound + Int64(min(payload.count, segment.payloadByteCount))
    guard range.upperBound > offset else { return }  // All of it was there before.

    // A keep-alive repeats the byte before the next one, and some send a zero in its place (RFC 9293, 3.8.4).
    let isDoubtful =
      distance > 0 && segment.payloadByteCount == 1 && segment.flags.isDisjoint(with: [.psh, .fin])
    let nextPending = table.directions[place(slot, direction)].pending.first?.range.lowerBound ?? .max

    if distance <= 0, range.upperBound <= nextPending {
      let available = Int(max(0, capturedEnd - offset))
      let skipped = min(payload.count, Int(-distance))
      deliver(
        payload.extracting(skipped..<(skipped + available)), slot, direction, at: packet, consumer: &consumer)
      if capturedEnd < range.upperBound {
        deliverGap(
          upTo: range.upperBound, .snapLength, slot, direction, at: packet, consumer: &consumer)
      }
    } else {
      store(range, capturedEnd: capturedEnd, payload, isDoubtful, slot, direction, at: packet)
    }
    guard !table.directions[place(slot, direction)].pending.isEmpty else { return }
    deliverPending(slot, direction, at: packet, consumer: &consumer)
    giveUpHoles(slot, direction, consumer: &consumer)
  }

  // MARK: Waiting

  /// Keeps those parts of a segment that are not there yet.
  private mutating func store(
    _ range: Range<Int64>, capturedEnd: Int64, _ payload: Span<UInt8>, _ isDoubtful: Bool, _ slot: Int,
    _ direction: StreamDirection, at packet: PacketReference
  ) {
    let offset = table.directions[place(slot, direction)].nextOffset
    let start = range.lowerBound
    let captured = max(start, offset)..<max(start, offset, capturedEnd)
    if !isDoubtful, !captured.isEmpty {
      let replaced = table.directions[place(slot, direction)].pending.remove(overlapping: captured, where: \.isDoubtful)
      for piece in replaced { release(piece, slot, direction) }
    }
    var added = 0
    table.directions[place(slot, direction)].pending.insert(captured) { part in
      added += part.count
      let bytes = payload.extracting(Int(part.lowerBound - start)..<Int(part.upperBound - start))
      return PendingPiece(poolSlot: pool.store(bytes), packet: packet, isDoubtful: isDoubtful)
    }
    table.directions[place(slot, direction)].pendingByteCount += added
    if capturedEnd < range.upperBound {
      table.directions[place(slot, direction)].pending.insert(max(capturedEnd, offset)..<range.upperBound) { _ in
        PendingPiece(poolSlot: nil, packet: packet, isDoubtful: true)
      }
    }
  }

  private mutating func release(_ piece: PendingPiece, _ slot: Int, _ direction: StreamDirection) {
    guard let poolSlot = piece.poolSlot else { return }
    table.directions[place(slot, direction)].pendingByteCount -= pool.bytes(in: poolSlot).count
    pool.release(poolSlot)
  }

  // MARK: Delivering

  /// Delivers what waits and has no hole before it.
  ///
  /// - Parameter packet: the packet that filled the hole; nil where the hole was given up, and each piece
  ///   counts as seen at its own packet.
  private mutating func deliverPending<Consumer: StreamConsumer & ~Copyable>(
    _ slot: Int, _ direction: StreamDirection, at packet: PacketReference?, consumer: inout Consumer
  ) {
    while let first = table.directions[place(slot, direction)].pending.first,
      first.range.lowerBound == table.directions[place(slot, direction)].nextOffset
    {
      let entry = table.directions[place(slot, direction)].pending.removeFirst()
      let reference = packet ?? entry.tag.packet
      if let poolSlot = entry.tag.poolSlot {
        let bytes = pool.bytes(in: poolSlot)
        release(entry.tag, slot, direction)
        deliver(bytes.span, slot, direction, at: reference, consumer: &consumer)
      } else {
        deliverGap(upTo: entry.range.upperBound, .snapLength, slot, direction, at: reference, consumer: &consumer)
      }
    }
  }

  private mutating func deliver<Consumer: StreamConsumer & ~Copyable>(
    _ bytes: Span<UInt8>, _ slot: Int, _ direction: StreamDirection, at packet: PacketReference,
    consumer: inout Consumer
  ) {
    guard !bytes.isEmpty else { return }
    advance(slot, direction, by: Int64(bytes.count))
    let interest = consumer.receive(bytes, of: table.slots[slot].identity, direction, at: packet)
    note(interest, slot, direction)
  }

  private mutating func deliverGap<Consumer: StreamConsumer & ~Copyable>(
    upTo end: Int64, _ cause: GapCause, _ slot: Int, _ direction: StreamDirection, at packet: PacketReference,
    consumer: inout Consumer
  ) {
    let byteCount = end - table.directions[place(slot, direction)].nextOffset
    guard byteCount > 0, table.directions[place(slot, direction)].interest == .wanted else { return }
    advance(slot, direction, by: byteCount)
    let interest = consumer.gap(
      byteCount: byteCount, cause, of: table.slots[slot].identity, direction, at: packet)
    note(interest, slot, direction)
  }

  private mutating func advance(_ slot: Int, _ direction: StreamDirection, by byteCount: Int64) {
    let next = table.directions[place(slot, direction)].nextSequence ?? 0
    table.directions[place(slot, direction)].nextSequence = next &+ UInt32(truncatingIfNeeded: byteCount)
    table.directions[place(slot, direction)].nextOffset += byteCount
    table.directions[place(slot, direction)].hasDelivered = true
  }

  private mutating func note(_ interest: StreamInterest, _ slot: Int, _ direction: StreamDirection) {
    guard interest == .finished else { return }
    table.directions[place(slot, direction)].interest = .finished
    guard !table.directions[place(slot, direction)].pending.isEmpty else { return }
    for piece in table.directions[place(slot, direction)].pending.removeAll() {
      release(piece, slot, direction)
    }
  }

  // MARK: Giving up

  private mutating func giveUpHoles<Consumer: StreamConsumer & ~Copyable>(
    _ slot: Int, _ direction: StreamDirection, consumer: inout Consumer
  ) {
    while !table.directions[place(slot, direction)].pending.isEmpty,
      table.directions[place(slot, direction)].pendingByteCount > limits.pendingByteCountPerDirection
        || table.directions[place(slot, direction)].pending.count > limits.pendingPieceCountPerDirection
    {
      statistics.holesGivenUp += 1
      giveUpFirstHole(slot, direction, consumer: &consumer)
    }
    if pool.byteCount > limits.pendingByteCount { giveUpHolesOfTheIdle(consumer: &consumer) }
  }

  /// Too much waits in all connections together: those that were idle longest give way, until a quarter is free.
  private mutating func giveUpHolesOfTheIdle<Consumer: StreamConsumer & ~Copyable>(consumer: inout Consumer) {
    let waiting = table.slots.indices
      .filter { table.slots[$0].isOpen && table.hasPending($0) }
      .sorted { table.slots[$0].lastPacket.number < table.slots[$1].lastPacket.number }
    for slot in waiting where pool.byteCount > limits.pendingByteCount / 4 * 3 {
      statistics.holesGivenUp += 1
      giveUpAllHoles(slot, consumer: &consumer)
    }
  }

  private mutating func giveUpAllHoles<Consumer: StreamConsumer & ~Copyable>(_ slot: Int, consumer: inout Consumer) {
    while true {
      let forward = table.directions[place(slot, .forward)].pending.first?.tag.packet.number ?? .max
      let reverse = table.directions[place(slot, .reverse)].pending.first?.tag.packet.number ?? .max
      if forward == .max, reverse == .max { return }
      giveUpFirstHole(slot, forward <= reverse ? .forward : .reverse, consumer: &consumer)
    }
  }

  private mutating func giveUpFirstHole<Consumer: StreamConsumer & ~Copyable>(
    _ slot: Int, _ direction: StreamDirection, consumer: inout Consumer
  ) {
    guard let first = table.directions[place(slot, direction)].pending.first else { return }
    deliverGap(
      upTo: first.range.lowerBound, .notCaptured, slot, direction, at: first.tag.packet, consumer: &consumer)
    deliverPending(slot, direction, at: nil, consumer: &consumer)
  }

  /// Gives up the holes of both directions, in the order of the packets behind them, and forgets the connection.
  mutating func close<Consumer: StreamConsumer & ~Copyable>(_ slot: Int, consumer: inout Consumer) {
    giveUpAllHoles(slot, consumer: &consumer)
    consumer.close(table.slots[slot].identity, life: life(of: slot))
    table.remove(slot)
  }
}
