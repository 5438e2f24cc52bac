import Export
import FoundationEssentials
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The line on a terminal that is written over and over; there is one standard error, and so one of these.
///
/// Whatever else is written to the terminal goes through ``write(_:_:)``, which takes the line away first.
final class StatusLine: Sendable {
  static let shared = StatusLine()

  private let isShown = Mutex(false)
  private let isEnded = Atomic(false)

  /// Whether there is a terminal, and nobody else writes to it: who reads a pipe from here may.
  static var isPossible: Bool {
    guard FileDescriptor.standardError.isTerminal, ProcessInfo.processInfo.environment["TERM"] != "dumb"
    else { return false }
    // A file and /dev/null have a place to be at, a pipe has not.
    return FileDescriptor.standardOutput.isTerminal || lseek(STDOUT_FILENO, 0, SEEK_CUR) >= 0
  }

  func show(_ text: String) {
    isShown.withLock { isShown in
      guard !isEnded.load(ordering: .relaxed) else { return }
      // Without wrapping (DECAWM) a narrow terminal cuts the line, and it can still be taken away.
      FileDescriptor.standardError.writeAll(Array("\r\u{1B}[?7l\(text)\u{1B}[K\u{1B}[?7h".utf8))
      isShown = true
    }
  }

  /// Takes the line away for good.
  func end() {
    isShown.withLock { isShown in
      isEnded.store(true, ordering: .relaxed)
      Self.erase(&isShown)
    }
  }

  /// As ``end()``, but without waiting for a thread whose writing the terminal holds up: for who ends the process.
  func endIfFree() {
    isEnded.store(true, ordering: .relaxed)
    _ = isShown.withLockIfAvailable { Self.erase(&$0) }
  }

  /// Takes the line away and runs `body`, which writes to the terminal.
  func write<Result>(_ body: () -> Result) -> Result {
    isShown.withLock { isShown in
      Self.erase(&isShown)
      return body()
    }
  }

  private static func erase(_ isShown: inout Bool) {
    if isShown { FileDescriptor.standardError.writeAll(Array("\r\u{1B}[K".utf8)) }
    isShown = false
  }
}
