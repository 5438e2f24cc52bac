import Synchronization

/// How much of the inputs was read, for a display; one object for all inputs, which several threads may ask.
public final class InputProgress: Sendable {
  private let bytes = Atomic<Int>(0)
  private let files = Atomic<Int>(0)
  private let stopped = Atomic(false)
  private let standardInputRead = Atomic(false)

  public init() {}

  /// Bytes of files and pipes, as they are stored; a second read of an archive counts again.
  public var readByteCount: Int { bytes.load(ordering: .relaxed) }

  /// Files of the plan that were begun.
  public var begunFileCount: Int { files.load(ordering: .relaxed) }

  /// Standard input was read to its end, or as far as there is something in it.
  public var hasReadStandardInput: Bool { standardInputRead.load(ordering: .relaxed) }

  /// Whether nothing more is read.
  public var isStopped: Bool { stopped.load(ordering: .relaxed) }

  /// Ends the reading, soon: of no file is there more than was read by now. What readers give from then on is void.
  public func stop() { stopped.store(true, ordering: .relaxed) }

  func countFile() { files.wrappingAdd(1, ordering: .relaxed) }

  func count(_ byteCount: Int) {
    bytes.wrappingAdd(byteCount, ordering: .relaxed)
  }

  func endStandardInput() { standardInputRead.store(true, ordering: .relaxed) }
}
