/// Memory for messages that spread over segments, used again and again: the allocator is slow for so many bytes.
///
/// Lent by who reads many connections, of which few are inside a message at a time.
public struct MessageBuffers: Sendable {
  private var free: [[UInt8]] = []

  public init() {}

  /// An empty buffer.
  mutating func take() -> [UInt8] { free.popLast() ?? [] }

  mutating func give(_ buffer: consuming [UInt8]) {
    guard free.count < Self.countLimit, 1...Self.capacityLimit ~= buffer.capacity else { return }
    buffer.removeAll(keepingCapacity: true)
    free.append(buffer)
  }

  private static let countLimit = 128
  /// Of one: few Certificate messages are longer.
  private static let capacityLimit = 16 << 10
}
