import ArgumentParser
import Extraction

/// What `export` and `list` have in common, as the user typed it.
struct CaptureOptions: ParsableArguments {
  @Argument(
    help: "Packet captures (pcap, pcapng), archives of them and folders; - reads standard input.",
    completion: .file())
  var inputs: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Ports of the connections wanted, either end's: 7001, 5061,8443, 7000-7010, or any. May be repeated.",
      valueName: "ports"))
  var port: [String] = ["7001"]

  @Option(
    help: ArgumentHelp("Only packets that pass a filter in tcpdump's language.", valueName: "expression"))
  var filter: String?

  @Flag(
    help: """
      Also print every connection on the ports wanted: what was offered and chosen, alerts, who closed it, and why it \
      shows no certificate.
      """)
  var allConnections = false

  @Option(help: "Form of the output: text to read, or ndjson, a JSON object a line.")
  var format = OutputFormat.text

  @Option(help: "Colours in the text: auto, always or never; auto honours NO_COLOR.")
  var color = ColorChoice.auto

  @Flag var verbosity: Verbosity?

  @OptionGroup(title: "Archives and rotated captures") var opening: InputArguments

  func validate() throws {
    _ = try resolved()
  }

  /// The options as the libraries take them.
  /// - Throws: what the user has to correct (exit status 64).
  func resolved() throws -> CaptureRequest {
    return CaptureRequest(
      inputs: inputs, inputOptions: try opening.resolved(), ports: try ports(port),
      filter: try filter.map(checkedFilter), format: format, style: color.style,
      allConnections: allConnections, level: verbosity.level)
  }

  /// The words that repeat these options for any port.
  var wordsForAnyPort: [String] {
    var words = ["--port", "any"]
    if let filter { words += ["--filter", filter] }
    if allConnections { words.append("--all-connections") }
    if format != .text { words += ["--format", format.rawValue] }
    if color != .auto { words += ["--color", color.rawValue] }
    if let verbosity { words.append("--\(verbosity)") }
    return words + opening.words
  }

  /// The inputs, behind `--` where one could be taken for an option.
  var inputWords: [String] {
    inputs.contains { $0.hasPrefix("-") && $0 != "-" } ? ["--"] + inputs : inputs
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, ndjson
}
