import Export
import Logging
import Synchronization

/// Standard output and standard error.
final class Console: Sendable {
  /// Of what is said on standard error, this and what is above.
  let level: Logger.Level
  private let closed = Atomic(false)
  private let sharesTerminal = FileDescriptor.standardOutput.isTerminal

  init(level: Logger.Level = .notice) {
    self.level = level
  }

  /// The reader of standard output has gone: nothing more is printed there.
  var isOutputClosed: Bool { closed.load(ordering: .relaxed) }

  /// Looks whether there still is a reader: what is written next may come late, or never.
  func lookForReader() {
    if FileDescriptor.standardOutput.isClosedPipe { closed.store(true, ordering: .relaxed) }
  }

  /// Whether more than errors is said.
  var saysNotes: Bool { level <= .notice }

  /// Prints on standard output.
  /// - Throws: what went wrong, but for a pipe that its reader has closed: see ``isOutputClosed``.
  func print(_ bytes: [UInt8]) throws(FileError) {
    guard !isOutputClosed, !bytes.isEmpty else { return }
    let error: FileError? =
      sharesTerminal ? StatusLine.shared.write { Self.write(bytes) } : Self.write(bytes)
    guard let error else { return }
    guard error.isClosedPipe else { throw error }
    closed.store(true, ordering: .relaxed)
  }

  private static func write(_ bytes: [UInt8]) -> FileError? {
    FileDescriptor.standardOutput.writeAll(bytes) ? nil : FileError.standardOutput()
  }

  /// Prints the lines of an error on standard error; the first says who speaks.
  func report(_ lines: [String]) {
    guard let first = lines.first else { return }
    let text = (["pcapcert: " + first] + lines.dropFirst()).map { $0 + "\n" }.joined()
    StatusLine.shared.write { _ = FileDescriptor.standardError.writeAll(Array(text.utf8)) }
  }

  func report(_ error: FileError) {
    report(["\(error.path.printable): \(error.reason)"])
  }

  /// Prints the lines of what is no error, unless that is not wanted.
  func note(_ lines: [String]) {
    if saysNotes { report(lines) }
  }

  func log(_ line: String) { report([line]) }
}
