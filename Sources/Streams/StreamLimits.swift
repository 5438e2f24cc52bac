import WireFormat

/// The bounds of what reassembly holds. Each is counted when it bites (``StreamStatistics``).
public struct StreamLimits: Sendable {
  /// Bytes waiting behind a hole, in one direction; beyond it the hole is given up as a gap.
  public var pendingByteCountPerDirection = 512 * 1024
  /// Pieces waiting behind a hole, in one direction.
  public var pendingPieceCountPerDirection = 8192
  /// Bytes waiting behind holes, in all connections together.
  public var pendingByteCount = 64 * 1024 * 1024
  /// Connections followed at once; beyond it one that was idle for long is closed.
  public var connectionCount = 100_000
  /// UDP flows followed at once; beyond it the one that was idle for longest is closed.
  public var datagramFlowCount = 100_000
  /// Connections that ended and are remembered, so that segments that come late do not look like new ones.
  public var closedConnectionCount = 1024
  /// They are forgotten when both this many packets have come and so many nanoseconds have passed since.
  public var closedPacketCount = 4096
  public var closedNanoseconds: Int64 = 10_000_000_000

  public init() {}

  /// Whether a connection that ended at `end` may be forgotten.
  @inline(__always)
  func isLongAgo(_ end: PacketReference, at packet: PacketReference) -> Bool {
    guard packet.number - end.number > closedPacketCount, let now = packet.timestamp, let then = end.timestamp else {
      return false
    }
    return now.nanosecondsSinceEpoch &- then.nanosecondsSinceEpoch > closedNanoseconds
  }
}

/// How often reassembly met its limits.
public struct StreamStatistics: Sendable, Equatable {
  public var connectionCount = 0
  /// Holes given up because too much waited behind them.
  public var holesGivenUp = 0
  /// Connections closed early because too many were open.
  public var connectionsEvicted = 0
}
