import WireFormat

/// Some hundred packets with their bytes, on the way from the thread that reads a capture to the one that decodes it.
struct PacketBatch {
  private struct Entry {
    var packet: CapturedPacket
    var start: Int
    var byteCount: Int
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  /// Packets read, with those that were skipped, and how many of them the filter lets through.
  var counts = PacketCounts()

  var isFull: Bool { bytes.count >= Self.byteLimit || entries.count >= Self.entryLimit }

  mutating func append(_ packet: CapturedPacket, _ packetBytes: Span<UInt8>) {
    entries.append(Entry(packet: packet, start: bytes.count, byteCount: packetBytes.count))
    bytes.append(copying: packetBytes)
  }

  /// Forgets all and keeps the memory.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    counts = PacketCounts()
  }

  /// - Returns: false as soon as `body` does.
  func forEach(_ body: (CapturedPacket, Span<UInt8>) -> Bool) -> Bool {
    let all = bytes.span
    for index in entries.indices {
      let range = entries[index].start..<entries[index].start + entries[index].byteCount
      if !body(entries[index].packet, all.extracting(range)) { return false }
    }
    return true
  }

  /// Larger ones change hands less often, smaller ones stay in a core's cache.
  private static let byteLimit = 512 * 1024
  private static let entryLimit = 4096
}

/// Where a batch is while nobody works on it.
///
/// Safe without a lock: ``BatchExchange`` hands it from one thread to the other, and the one that gave it away does
/// not keep it. Who works on a batch takes it out, so that its memory is used again and never copied.
final class BatchPlace: @unchecked Sendable {
  private var batch = PacketBatch()

  func take() -> PacketBatch {
    var taken = PacketBatch()
    swap(&taken, &batch)
    return taken
  }

  func put(_ other: inout PacketBatch) {
    swap(&other, &batch)
  }
}

/// How many packets there were.
public struct PacketCounts: Sendable, Equatable {
  public var read = 0
  /// Of these, those that the filter lets through.
  public var matching = 0

  public init() {}

  mutating func count(_ packet: CapturedPacket) {
    read += 1
    if packet.matchesFilter { matching += 1 }
  }
}
