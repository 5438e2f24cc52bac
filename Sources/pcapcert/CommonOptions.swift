import ArgumentParser
import Capture

/// What all commands that read captures have in common, as the user typed it.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Of captures: only packets that pass a filter in tcpdump's language.", valueName: "expression"))
  var filter: String?

  @Option(help: "Form of the output: text to read, or ndjson, a JSON object a line.")
  var format = OutputFormat.text

  @Option(help: "Colours in the text: auto, always or never; auto honours NO_COLOR.")
  var color = ColorChoice.auto

  @Flag var verbosity: Verbosity?

  func validate() throws {
    try checkGivenOnce(["--filter"], ["--format"], ["--color"])
    _ = try filter.map(checkedFilter)
  }

  /// The words that repeat these options.
  var words: [String] {
    var words: [String] = []
    if let filter { words += ["--filter", filter] }
    if format != .text { words += ["--format", format.rawValue] }
    if color != .auto { words += ["--color", color.rawValue] }
    if let verbosity { words.append("--\(verbosity)") }
    return words
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, ndjson
}

/// - Parameter options: the names of each option that holds one value, of which the parser would take the last and drop
///   the others without a word.
func checkGivenOnce(_ options: [String]...) throws {
  let words = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
  for names in options {
    let count = words.count { word in names.contains { word == $0 || word.hasPrefix($0 + "=") } }
    guard count > 1, let name = names.last else { continue }
    throw ValidationError("\(name) was given more than once, and holds one value.")
  }
}

/// `filter`, where it is one.
private func checkedFilter(_ filter: String) throws -> String {
  do {
    try CaptureFilter.check(filter)
  } catch {
    guard case .badFilter(let reason) = error else { throw error }
    throw ValidationError("'\(filter)' is no filter: \(reason)")
  }
  return filter
}
