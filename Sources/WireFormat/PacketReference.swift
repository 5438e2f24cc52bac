/// The packet that something was seen at: its number in the capture, from 1, and its time.
public struct PacketReference: Hashable, Sendable {
  public var number: Int
  /// Nil where the capture gives none.
  public var timestamp: Timestamp?

  public init(number: Int, timestamp: Timestamp?) {
    self.number = number
    self.timestamp = timestamp
  }
}
