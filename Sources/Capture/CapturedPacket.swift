import WireFormat

/// What the capture file says of one packet, besides its bytes.
public struct CapturedPacket: Sendable, Equatable {
  /// Counts from 1 in the capture file, before any filter, as Wireshark counts.
  public var number: Int
  /// Nil where the file gives none (pcapng's Simple Packet Block).
  public var timestamp: Timestamp?
  /// LINKTYPE_ value of https://www.tcpdump.org/linktypes.html. libpcap's DLT values that differ are translated.
  public var linkType: UInt32
  /// Bytes that the packet had on the wire; more than were captured where the snap length cut it.
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
