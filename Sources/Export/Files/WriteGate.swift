import Synchronization

/// Files are written inside this gate, one at a time. Who ends the process on a signal shuts it first, and so
/// never leaves a file half written: neither under its name nor under a temporary one. A file of which pieces are still
/// being made is waited for as well.
public enum WriteGate {
  private static let gate = Mutex(())

  static func pass(_ body: () throws(FileError) -> Void) throws(FileError) {
    let result = gate.withLock { _ in
      do throws(FileError) {
        try body()
        return Result<Void, FileError>.success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Waits for the file being written, then runs `end`, which ends the process.
  public static func shut(_ end: () -> Never) -> Never {
    gate.withLock { _ in end() }
  }
}
