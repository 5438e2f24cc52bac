import ArgumentParser
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

  @OptionGroup var common: CommonOptions

  @OptionGroup(title: "Archives and rotated captures") var opening: InputArguments

  func validate() throws {
    try checkGivenOnce(["--role"], ["--host"])
    _ = try selection()
  }

  /// - Throws: what the user has to correct (exit status 64).
  func selection() throws -> ChainSelection {
    var selection = ChainSelection()
    if !port.isEmpty { selection.ports = try ports(port) }
    selection.role = role.map { $0 == .server ? .server : .client }
    selection.host = host
    selection.filter = common.filter
    return selection
  }

  /// The words that repeat these options for any port.
  var wordsForAnyPort: [String] {
    var words = ["--port", "any"]
    if let role { words += ["--role", role.rawValue] }
    if let host { words += ["--host", host] }
    return words + common.words + opening.words
  }
}

enum SenderRole: String, ExpressibleByArgument, CaseIterable {
  case server, client
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

/// Standard input is read once.
func checkStandardInput(_ paths: [String]) throws {
  guard paths.count(where: { $0 == "-" }) > 1 else { return }
  throw ValidationError("Standard input (-) can be named once only.")
}
