import CertificateChains
import ChainInput
import Export
import Extraction
import Inputs
import Logging

/// Reads the inputs of `verify` and `diff`, and says on standard error what could not be read of them and why nothing
/// was found.
struct ChainLoader {
  let selection: ChainSelection
  let reader: ChainReader
  let console: Console
  private var otherPorts = OtherPorts()
  /// An input could not be read, or not all of it, or holds no chain.
  private(set) var hasTrouble = false

  /// - Throws: what the user has to correct (exit status 64).
  init(_ options: SelectionOptions) throws {
    console = Console(level: options.common.verbosity.level)
    selection = try options.selection()
    var opening = try options.opening.resolved()
    opening.logger = console.logger
    reader = ChainReader(selection: selection, options: opening)
  }

  mutating func chains(in path: String) -> [InputChain] {
    let input = reader.read(path)
    console.logger.info("\(path): \(counted(input.chains.count, "chain"))")
    for line in input.warnings { console.note([line.printable]) }
    for line in input.failures { console.report([line.printable]) }
    if !input.failures.isEmpty { hasTrouble = true }
    let hasNothing = input.chains.isEmpty && input.unchained.isEmpty && input.otherChainCount == 0
    for report in input.reports {
      let ports = selection.capturePorts
      for chain in report.chains where !ports.matches(chain.source, chain.destination) { otherPorts.count(chain) }
      guard hasNothing, report.readError == nil else { continue }
      let emptyMessageCount = report.chains.count { ports.matches($0.source, $0.destination) && $0.isEmptyMessage }
      let absence = AbsenceText(report: report, ports: ports, emptyMessageCount: emptyMessageCount)
      console.note(absence.namedLinesWithoutChain)
    }
    if hasNothing, input.reports.isEmpty, input.failures.isEmpty {
      console.note(["\(path.printable): nothing in it is on \(selection.ports?.phrase ?? "any port")"])
    }
    for (origin, kind) in input.unchained { console.note([line(origin, kind)]) }
    if input.chains.isEmpty, input.unchained.isEmpty, input.otherChainCount > 0 {
      let ports = input.reports.isEmpty ? selection.ports : selection.capturePorts
      console.note(["\(path.printable): \(unselectedText(input.otherChainCount, ports ?? .any))"])
    }
    if input.chains.isEmpty { hasTrouble = true }
    return input.chains
  }

  private func line(_ origin: ChainOrigin, _ kind: CertificateKind) -> String {
    let connection = origin.connection.map { ": connection \($0)" } ?? ""
    let sender = origin.role == .unknown ? "one side" : "the \(origin.role.rawValue)"
    let what =
      switch kind {
      case .rawPublicKey: "a raw public key (RFC 7250) and no certificate"
      case .openPGP: "an OpenPGP certificate (RFC 6091)"
      case .x509, .unknown: "a certificate of an unknown type"
      }
    return "\(origin.file.printable)\(connection): \(sender) sent \(what), so there is no chain"
  }

  /// Which option left out what is there.
  private func unselectedText(_ count: Int, _ ports: PortSet) -> String {
    var wants: [String] = []
    if let role = selection.role { wants.append("is the \(role.rawValue)'s (--role)") }
    if let host = selection.host {
      let isAddress = addressOctets(ofText: host) != nil
      wants.append(
        isAddress
          ? "has \(host.printable) at either end (--host)" : "has a client that asked for \(host.printable) (--host)")
    }
    return "of its \(counted(count, "chain")) on \(ports.phrase) none " + wants.joined(separator: " and ")
  }

  /// - Parameter words: of the command that takes any port.
  func reportOtherPorts(words: [String]) {
    console.note(otherPorts.closingLines(outside: selection.capturePorts, command: words))
  }
}
