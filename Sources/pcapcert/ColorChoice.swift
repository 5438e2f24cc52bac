import ArgumentParser
import Export
import FoundationEssentials

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// With `auto` colours go to a terminal only, and not where `NO_COLOR` is set (https://no-color.org) or the
  /// terminal says that it is dumb.
  var style: TextStyle {
    switch self {
    case .always: return .coloured
    case .never: return .plain
    case .auto:
      let environment = ProcessInfo.processInfo.environment
      let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
      return isWanted && FileDescriptor.standardOutput.isTerminal ? .coloured : .plain
    }
  }
}
