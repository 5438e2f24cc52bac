import Synchronization

/// How much of the inputs was read, for a display; one object for all inputs, which several threads may ask.
public final class InputProgress: Sendable {
  private let bytes = Atomic<Int>(0)
  private let files = Atomic<Int>(0)

  public init() {}

  /// Bytes of files and pipes, as they are stored; a second read of an archive counts again.
  public var readByteCount: Int { bytes.load(ordering: .relaxed) }

  /// Files of the plan that were begun.
  public var begunFileCount: Int { files.load(ordering: .relaxed) }

  func countFile() { files.wrappingAdd(1, ordering: .relaxed) }

  func count(_ byteCount: Int) {
    bytes.wrappingAdd(byteCount, ordering: .relaxed)
  }
}
