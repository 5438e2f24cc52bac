import ArgumentParser
import Export
import Logging

/// How much is said on standard error.
enum Verbosity: EnumerableFlag {
  case quiet, verbose

  static func name(for value: Self) -> NameSpecification { .shortAndLong }

  static func help(for value: Self) -> ArgumentHelp? {
    switch value {
    case .quiet: "Say nothing on standard error but errors."
    case .verbose: "Say on standard error how inputs are opened, joined and read again."
    }
  }
}

extension Verbosity? {
  /// What is below is not said.
  var level: Logger.Level {
    switch self {
    case .quiet: .error
    case .verbose: .debug
    case nil: .notice
    }
  }
}

/// Puts log messages out on standard error, `pcapcert: info: MESSAGE`.
struct ConsoleLogHandler: LogHandler {
  private let console: Console
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(_ console: Console) {
    self.console = console
    logLevel = console.level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    console.log("\(event.level): \(event.message)".printable)
  }
}

extension Console {
  /// For the libraries.
  var logger: Logger { Logger(label: "pcapcert") { _ in ConsoleLogHandler(self) } }
}
