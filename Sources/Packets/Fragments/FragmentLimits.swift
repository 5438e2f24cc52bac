/// How much of unfinished datagrams is held before the oldest are given up.
public struct FragmentLimits: Sendable, Equatable {
  /// Datagrams held at once. Each has at most 64 KiB.
  public var datagramCount: Int
  /// Bytes of all datagrams held.
  public var byteCount: Int
  /// Seconds after its first fragment that a datagram is given up (30 s, as Linux does it).
  public var ageInSeconds: Int64
  /// Packets after its first fragment that a datagram is given up, whatever their times say.
  public var ageInPackets: Int

  public init(
    datagramCount: Int = 4096, byteCount: Int = 16 << 20, ageInSeconds: Int64 = 30, ageInPackets: Int = 500_000
  ) {
    self.datagramCount = datagramCount
    self.byteCount = byteCount
    self.ageInSeconds = ageInSeconds
    self.ageInPackets = ageInPackets
  }
}

/// What became of the fragments.
public struct FragmentCounts: Sendable, Equatable {
  public internal(set) var fragmentCount = 0
  public internal(set) var completedDatagramCount = 0
  /// Datagrams dropped unfinished: too old, too many held, or their identification used again.
  public internal(set) var givenUpDatagramCount = 0
  /// Datagrams dropped because their checksum says that their fragments are not one datagram's.
  public internal(set) var mixedDatagramCount = 0
  /// Fragments that were there already, byte for byte.
  public internal(set) var duplicateFragmentCount = 0
  /// Fragments of which a part was there already. The bytes that came first are kept.
  public internal(set) var overlappingFragmentCount = 0
}
