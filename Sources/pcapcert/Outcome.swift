import ArgumentParser

/// What a run came to, and the exit status that says it.
struct Outcome {
  /// A chain with an element was delivered; for `show`, a certificate.
  var hasDelivered = false
  /// An input could not be read, or not to its end.
  var hasUnreadableInput = false
  /// Output could not be written, or was refused.
  var hasFailedOutput = false

  /// Of 2 and 3 the higher wins.
  var exitCode: ExitCode {
    if hasFailedOutput { return ExitCode(3) }
    if hasUnreadableInput { return ExitCode(2) }
    return ExitCode(hasDelivered ? 0 : 1)
  }
}

extension ParsableCommand {
  /// Ends the program as it stands. To take what a run holds apart first, thousands of certificates piece by piece,
  /// can take a tenth of its time.
  static func end(_ status: ExitCode, with run: CaptureRun) -> Never {
    withExtendedLifetime(run) { exit(withError: status) }
  }
}
