/// How inputs are read.
public struct InputOptions: Sendable {
  /// Rotated captures are read as one.
  public var joinsRotated = true
  /// Tried on encrypted members, in this order.
  public var passphrases: [String] = []
  public var limits = UnpackingLimits()

  public init() {}
}
