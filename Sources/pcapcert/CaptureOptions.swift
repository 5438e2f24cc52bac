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

  @Flag(
    help: """
      Also print every connection on the ports wanted: what was offered and chosen, alerts, who closed it, and why it \
      shows no certificate.
      """)
  var allConnections = false

  @OptionGroup var common: CommonOptions

  @OptionGroup(title: "Archives and rotated captures") var opening: InputArguments

  func validate() throws {
    _ = try ports(port)
  }

  /// The options as the libraries take them.
  /// - Throws: what the user has to correct (exit status 64).
  func resolved() throws -> CaptureRequest {
    CaptureRequest(
      inputs: inputs, inputOptions: try opening.resolved(), ports: try ports(port),
      filter: common.filter, format: common.format, style: common.color.style, allConnections: allConnections,
      level: common.verbosity.level)
  }

  /// The words that repeat these options for any port.
  var wordsForAnyPort: [String] {
    ["--port", "any"] + (allConnections ? ["--all-connections"] : []) + common.words + opening.words
  }

  /// The inputs, behind `--` where one could be taken for an option.
  var inputWords: [String] {
    inputs.contains { $0.hasPrefix("-") && $0 != "-" } ? ["--"] + inputs : inputs
  }
}
