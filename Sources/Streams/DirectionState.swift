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
  /// Sequence number of the next byte to deliver; nil as long as nothing tells where the stream starts.
  var nextSequence: UInt32?
  /// The start by an earlier SYN of the same connection, with another sequence number.
  var alternateSequence: UInt32?
  /// Offset of the next byte from where the stream was first thought to start; negative where it starts earlier.
  var nextOffset: Int64 = 0
  /// Bytes were delivered, or given up: the start is settled.
  var hasDelivered = false
  var pending = IntervalMap<PendingPiece>()
  var pendingByteCount = 0
  var interest = StreamInterest.wanted

  // What tells one connection from the next on the same ports. It depends on every packet, so that
  // a filter does not change the numbers of connections.
  var synSequence: UInt32?
  /// Sequence number behind the last byte seen, or of the first SYN.
  var lastSequenceEnd: UInt32?
}
