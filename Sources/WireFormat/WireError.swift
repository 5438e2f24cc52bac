/// Why a structure could not be read on: which field, where, and how many bytes it wanted.
///
/// Thrown by ``ByteReader`` and by every decoder built on it.
public struct WireError: Error, Equatable, Sendable {
  public enum Reason: Sendable, Equatable {
    /// Fewer bytes are there than the field needs.
    case truncated
    /// Bytes are left over behind the last field of a structure of stated length.
    case leftOver
    /// The bytes are there but cannot be what the standard allows in this field.
    case invalid
  }

  public var reason: Reason
  /// The field, in the spelling of the standard that defines it.
  public var field: String
  /// Offset of the field, in bytes from the start of the outermost structure.
  public var position: Int
  /// Bytes that the field needs.
  public var neededByteCount: Int
  /// Bytes that were available for it.
  public var availableByteCount: Int

  public init(_ reason: Reason, field: String, position: Int, needed: Int = 0, available: Int = 0) {
    self.reason = reason
    self.field = field
    self.position = position
    self.neededByteCount = needed
    self.availableByteCount = available
  }
}

extension WireError: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .truncated:
      "\(field) at byte \(position) needs \(neededByteCount) bytes, \(availableByteCount) available"
    case .leftOver:
      "\(availableByteCount) bytes left over behind \(field) at byte \(position)"
    case .invalid:
      "\(field) at byte \(position) is invalid"
    }
  }
}
