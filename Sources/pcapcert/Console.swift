import ArgumentParser
import Export
import Synchronization

/// Standard output and standard error.
final class Console: Sendable {
  private let closed = Atomic(false)

  /// The reader of standard output has gone: nothing more is printed there.
  var isOutputClosed: Bool { closed.load(ordering: .relaxed) }

  /// Prints on standard output.
  /// - Throws: what went wrong, but for a pipe that its reader has closed: see ``isOutputClosed``.
  func print(_ bytes: [UInt8]) throws(FileError) {
    guard !isOutputClosed, !bytes.isEmpty else { return }
    guard FileDescriptor.standardOutput.writeAll(bytes) else {
      let error = FileError.standardOutput()
      guard error.isClosedPipe else { throw error }
      closed.store(true, ordering: .relaxed)
      return
    }
  }

  /// Prints lines on standard error; the first says who speaks.
  func report(_ lines: [String]) {
    guard let first = lines.first else { return }
    let text = (["pcapcert: " + first] + lines.dropFirst()).map { $0 + "\n" }.joined()
    FileDescriptor.standardError.writeAll(Array(text.utf8))
  }

  func report(_ error: FileError) {
    report(["\(error.path.printable): \(error.reason)"])
  }
}
