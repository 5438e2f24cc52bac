/// What an archive may cost: against archives that were made to do harm, or that are larger than anybody meant.
public struct UnpackingLimits: Sendable {
  /// Archives within archives: 1 opens the one that was named, and none inside of it.
  public var depth = 5
  /// Members of one input, those of archives within it counted as well.
  public var memberCount = 100_000
  /// Bytes that one input may come to when it is unpacked.
  public var byteCount = 256 << 30
  /// Bytes unpacked for each byte of the input; asked from ``ratioFloor`` on.
  public var ratio = 250
  /// Bytes of a private temporary file without a name, for what has to be read out of its order.
  public var spoolByteCount = 1 << 30

  /// So little is unpacked whatever the ratio: small files of zeros are common.
  static let ratioFloor = 64 << 20

  public init() {}
}
