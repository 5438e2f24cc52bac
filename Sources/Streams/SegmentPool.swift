import WireFormat

/// Holds the bytes of segments that wait behind a hole. Buffers are kept for the next segment.
struct SegmentPool {
  /// Bytes held at the moment.
  private(set) var byteCount = 0
  private var buffers: [[UInt8]] = []
  private var free: [Int] = []

  mutating func store(_ bytes: Span<UInt8>) -> Int {
    byteCount += bytes.count
    if let slot = free.popLast() {
      buffers[slot].append(copying: bytes)
      return slot
    }
    buffers.append([UInt8](copying: bytes))
    return buffers.count - 1
  }

  func bytes(in slot: Int) -> [UInt8] {
    buffers[slot]
  }

  mutating func release(_ slot: Int) {
    byteCount -= buffers[slot].count
    buffers[slot].removeAll(keepingCapacity: free.count < Self.keptBufferCount)
    free.append(slot)
  }

  private static let keptBufferCount = 256
}
