import WireFormat

/// What the capture file says of one packet, besides its bytes.
public struct CapturedPacket: Sendable, Equatable {
  /// Counts from 1 in the capture file, before any filter, as Wireshark counts.
  public var number: Int
  /// Nil where the file gives none (pcapng's Simple Packet Block), or one that is out of range (after 2262).
  public var timestamp: Timestamp?
  /// LINKTYPE_ value of https://www.tcpdump.org/linktypes.html. DLT_ values that differ are translated, also those
  /// that a file holds in its place: raw IP is always 101.
  public var linkType: UInt32
  /// Bytes that the packet had on the wire; more than were captured where the snap length cut it, never fewer.
  public var originalByteCount: Int
  /// False where the capture filter (`--filter`) refuses it.
  public var matchesFilter: Bool

  public init(
    number: Int, timestamp: Timestamp?, linkType: UInt32, originalByteCount: Int, matchesFilter: Bool = true
  ) {
    self.number = number
    self.timestamp = timestamp
    self.linkType = linkType
    self.originalByteCount = originalByteCount
    self.matchesFilter = matchesFilter
  }
}
