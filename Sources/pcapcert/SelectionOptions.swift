import ArgumentParser
import Capture
import ChainInput
import Export
import Extraction

/// What `verify` and `diff` have in common, as the user typed it.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Of captures and exports: ports of the connections wanted, either end's, as list takes them. May be repeated. Of"
        + " captures 7001 if not given.", valueName: "ports"))
  var port: [String] = []

  @Option(help: "Chains that this side sent: server or client.")
  var role: SenderRole?

  @Option(
    help: ArgumentHelp(
      "Of captures and exports: connections of this address, or whose client asked for this name.",
      valueName: "address"))
  var host: String?

  @Option(
    help: ArgumentHelp("Of captures: only packets that pass a filter in tcpdump's language.", valueName: "expression"))
  var filter: String?

  @Option(help: "Form of the output: text to read, or ndjson, a JSON object a line.")
  var format = OutputFormat.text

  @Option(help: "Colours in the text: auto, always or never; auto honours NO_COLOR.")
  var color = ColorChoice.auto

  @Flag var verbosity: Verbosity?

  func validate() throws {
    try checkGivenOnce(["--role", "--host", "--filter", "--format", "--color"])
    _ = try selection()
  }

  /// - Throws: what the user has to correct (exit status 64).
  func selection() throws -> ChainSelection {
    var selection = ChainSelection()
    if !port.isEmpty { selection.ports = try ports(port) }
    selection.role = role.map { $0 == .server ? .server : .client }
    selection.host = host
    selection.filter = try filter.map(checkedFilter)
    return selection
  }

  /// The words that repeat these options for any port.
  var wordsForAnyPort: [String] {
    var words = ["--port", "any"]
    if let role { words += ["--role", role.rawValue] }
    if let host { words += ["--host", host] }
    if let filter { words += ["--filter", filter] }
    if format != .text { words += ["--format", format.rawValue] }
    if color != .auto { words += ["--color", color.rawValue] }
    if let verbosity { words.append("--\(verbosity)") }
    return words
  }
}

enum SenderRole: String, ExpressibleByArgument, CaseIterable {
  case server, client
}

/// - Parameter options: long names of options that hold one value, of which the parser would take the last and drop the
///   others without a word.
func checkGivenOnce(_ options: [String]) throws {
  let words = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
  for option in options where words.count(where: { $0 == option || $0.hasPrefix(option + "=") }) > 1 {
    throw ValidationError("\(option) was given more than once, and holds one value.")
  }
}

/// The ports that a user listed.
func ports(_ texts: [String]) throws -> PortSet {
  PortSet(
    union: try texts.map { text in
      guard let ports = PortSet(text: text) else {
        throw ValidationError("'\(text)' is no list of ports from 0 to 65535. Give 7001, 5061,8443, 7000-7010 or any.")
      }
      return ports
    })
}

/// `filter`, where it is one.
func checkedFilter(_ filter: String) throws -> String {
  do {
    try CaptureFilter.check(filter)
  } catch {
    guard case .badFilter(let reason) = error else { throw error }
    throw ValidationError("'\(filter)' is no filter: \(reason)")
  }
  return filter
}
