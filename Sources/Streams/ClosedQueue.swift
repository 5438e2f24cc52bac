import WireFormat

/// Connections that ended, first ended first. They are kept for a while, since segments come late and are sent again.
struct ClosedQueue {
  struct Entry {
    var slot: Int
    /// The connection's number: its slot may be another's by now.
    var number: Int
    /// When it ended, or was last seen since.
    var packet: PacketReference
  }

  private var entries: [Entry] = []
  private var start = 0

  var count: Int { entries.count - start }
  var first: Entry? { start < entries.count ? entries[start] : nil }

  mutating func append(_ entry: Entry) {
    if start * 2 > entries.count, start > Self.compactionThreshold {
      entries.removeFirst(start)
      start = 0
    }
    entries.append(entry)
  }

  mutating func removeFirst() {
    start += 1
  }

  private static let compactionThreshold = 1024
}
