import WireFormat

/// Some hundred packets with their bytes, on the way from the thread that reads a capture to the one that decodes it.
struct PacketBatch {
  /// Told of a packet and its bytes.
  typealias IsSkipped = (CapturedPacket, Span<UInt8>) -> Bool

  private struct Entry {
    var packet: CapturedPacket
    var bytes: Range<Int>
  }

  private var entries: [Entry] = []
  /// What the entries' bytes lie in, with others between them.
  var bytes: [UInt8] = []
  /// Packets read, with those that were skipped, and how many of them the filter lets through.
  private(set) var counts = PacketCounts()
  /// Of the last packet that has one.
  private(set) var lastTime: Timestamp?

  var isEmpty: Bool { counts.read == 0 }

  /// Counts a packet that was read.
  mutating func count(_ packet: CapturedPacket) {
    counts.count(packet)
    lastTime = packet.timestamp ?? lastTime
  }

  /// Adds a packet whose bytes will lie in ``bytes`` at `range`.
  mutating func append(_ packet: CapturedPacket, at range: Range<Int>) {
    entries.append(Entry(packet: packet, bytes: range))
  }

  /// Whether it holds enough copied packets.
  var isFullOfCopies: Bool { bytes.count >= ReadBuffer.chunkByteCount || entries.count >= Self.copiedPacketLimit }

  /// Adds a packet with a copy of its bytes, behind those of others.
  mutating func append(_ packet: CapturedPacket, copying packetBytes: Span<UInt8>) {
    entries.append(Entry(packet: packet, bytes: bytes.count..<bytes.count + packetBytes.count))
    bytes.append(copying: packetBytes)
  }

  /// Numbers the packets on from `offset`.
  mutating func numberOn(from offset: Int) {
    guard offset > 0 else { return }
    for index in entries.indices { entries[index].packet.number += offset }
  }

  /// Forgets all and keeps the memory.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    counts = PacketCounts()
    lastTime = nil
  }

  /// - Returns: false as soon as `body` does.
  func forEach(_ body: (CapturedPacket, Span<UInt8>) -> Bool) -> Bool {
    let all = bytes.span
    for number in entries.indices {
      // A later packet's bytes are in the other core's cache: they come while those before it are decoded.
      if number + Self.prefetchDistance < entries.count {
        let ahead = entries[number + Self.prefetchDistance].bytes
        MemoryPlace(of: all.extracting(ahead).extracting(first: Self.prefetchedByteCount)).prefetch()
      }
      if !body(entries[number].packet, all.extracting(entries[number].bytes)) { return false }
    }
    return true
  }

  /// How many packets ahead of the one that is decoded.
  private static let prefetchDistance = 6
  /// Of each packet: its headers, and those of a first record and message.
  private static let prefetchedByteCount = 256

  private static let copiedPacketLimit = 4096
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
