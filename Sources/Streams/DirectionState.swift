import WireFormat

/// What waits behind a hole: the bytes of a segment in the pool, or the knowledge that they were cut.
struct PendingPiece {
  /// Nil: these bytes were on the wire, but cut by the snap length.
  var poolSlot: Int?
  var packet: PacketReference
  /// One byte that may be a keep-alive's garbage: any other segment's byte is better.
  var isDoubtful: Bool
}

/// Sequence space of one direction: what was delivered, what waits.
struct DirectionState {
  // Large members first, which leaves no gaps: each packet needs the whole of it in the processor's cache.

  /// Offset of the next byte from where the stream was first thought to start; negative where it starts earlier.
  var nextOffset: Int64 = 0
  var pending = IntervalMap<PendingPiece>()
  var pendingByteCount = 0
  /// Sequence number of the next byte to deliver; nil as long as nothing tells where the stream starts.
  var nextSequence: UInt32?
  /// The start by an earlier SYN of the same connection, with another sequence number.
  var alternateSequence: UInt32?

  // What tells one connection from the next on the same ports. It depends on every packet, so that
  // a filter does not change the numbers of connections.
  var synSequence: UInt32?
  /// Sequence number behind the last byte seen, or of the first SYN.
  var lastSequenceEnd: UInt32?
  var sawFIN = false

  /// Bytes were delivered, or given up: the start is settled.
  var hasDelivered = false
  var interest = StreamInterest.wanted

  /// Another stream begins: nothing waits, which leaves the room for it where it is.
  mutating func restart() {
    (nextSequence, alternateSequence, nextOffset, hasDelivered) = (nil, nil, 0, false)
    if !pending.isEmpty { pending = IntervalMap() }
    (pendingByteCount, interest) = (0, .wanted)
    (synSequence, lastSequenceEnd, sawFIN) = (nil, nil, false)
  }
}

// MARK: - Where a direction starts

extension DirectionState {
  /// A SYN tells where the stream starts. A SYN-ACK sent again with another number moves the start as long as
  /// no byte was delivered.
  mutating func noteStart(_ sequence: UInt32) {
    guard !hasDelivered, pending.isEmpty, nextSequence != sequence else { return }
    alternateSequence = nextSequence
    nextSequence = sequence
  }

  /// What one side acknowledges with its own data tells where the other side's stream stands, unless that is known.
  mutating func noteAcknowledgment(_ acknowledgment: UInt32) {
    guard !hasDelivered, pending.isEmpty else { return }
    if nextSequence == nil {
      nextSequence = acknowledgment
    } else if alternateSequence == acknowledgment {
      alternateSequence = nextSequence
      nextSequence = acknowledgment
    }
  }

  /// As long as nothing was delivered, a segment can tell that the stream starts elsewhere than was thought.
  ///
  /// - Returns: the sequence number of the next byte to deliver.
  mutating func settleStart(at sequence: UInt32) -> UInt32 {
    guard let next = nextSequence else {
      nextSequence = sequence
      return sequence
    }
    guard !hasDelivered, next != sequence else { return next }
    if alternateSequence == sequence, pending.isEmpty {
      // Two SYN-ACKs with different numbers were seen: this is the one that the connection uses.
      nextSequence = sequence
      return sequence
    }
    guard synSequence == nil else { return next }
    // Where no SYN was seen, the start is a guess by an acknowledgment, and data can come before it.
    let distance = sequenceDistance(from: next, to: sequence)
    guard distance < 0, distance > -Self.earlierStartDistance else { return next }
    nextSequence = sequence
    nextOffset += distance
    return sequence
  }

  /// How far before the guessed start a stream may start.
  private static let earlierStartDistance: Int64 = 1 << 20
}
