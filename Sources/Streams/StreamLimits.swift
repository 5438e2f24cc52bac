/// The bounds of what reassembly holds. Each is counted when it bites (``StreamStatistics``).
public struct StreamLimits: Sendable {
  /// Bytes waiting behind a hole, in one direction; beyond it the hole is given up as a gap.
  public var pendingByteCountPerDirection = 512 * 1024
  /// Pieces waiting behind a hole, in one direction.
  public var pendingPieceCountPerDirection = 8192
  /// Bytes waiting behind holes, in all connections together.
  public var pendingByteCount = 64 * 1024 * 1024
  /// Connections followed at once; beyond it the oldest is closed.
  public var connectionCount = 250_000
  /// UDP flows followed at once; beyond it the one that was idle for longest is closed.
  public var datagramFlowCount = 100_000

  public init() {}
}

/// How often reassembly met its limits.
public struct StreamStatistics: Sendable, Equatable {
  public var connectionCount = 0
  /// Holes given up because too much waited behind them.
  public var holesGivenUp = 0
  /// Connections closed early because too many were open.
  public var connectionsEvicted = 0
}
