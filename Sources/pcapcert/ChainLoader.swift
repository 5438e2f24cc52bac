import ChainInput
import Export
import Extraction
import Logging

/// Reads the inputs of `verify` and `diff`, and says on standard error what could not be read of them and why nothing
/// was found.
struct ChainLoader {
  private let selection: ChainSelection
  private let reader: ChainReader
  private var otherPorts = OtherPorts()
  /// An input could not be read, or not all of it, or holds no chain.
  private(set) var hasTrouble = false

  init(_ selection: ChainSelection) {
    self.selection = selection
    reader = ChainReader(selection: selection)
  }

  mutating func chains(in path: String, _ console: Console) -> [InputChain] {
    console.logger.info("\(path): reading")
    let input = reader.read(path)
    console.logger.info("\(path): \(counted(input.chains.count, "chain"))")
    for line in input.warnings { console.note([line.printable]) }
    for line in input.failures { console.report([line.printable]) }
    if !input.failures.isEmpty { hasTrouble = true }
    if let report = input.report {
      let ports = selection.capturePorts
      for chain in report.chains where !ports.matches(chain.source, chain.destination) { otherPorts.count(chain) }
      if input.chains.isEmpty, report.readError == nil {
        let emptyMessageCount = report.chains.count { ports.matches($0.source, $0.destination) && $0.isEmptyMessage }
        let lines = AbsenceText(report: report, ports: ports, emptyMessageCount: emptyMessageCount).linesWithoutChain
        console.note(lines.prefix(1).map { "\(report.file.printable): \($0)" } + lines.dropFirst())
      }
    } else if input.chains.isEmpty, input.failures.isEmpty {
      console.note(["\(path.printable): nothing in it is on the ports, of the role and of the host asked for"])
    }
    if input.chains.isEmpty { hasTrouble = true }
    return input.chains
  }

  /// - Parameter words: of the command that takes any port.
  func reportOtherPorts(_ console: Console, words: [String]) {
    console.note(otherPorts.closingLines(outside: selection.capturePorts, command: words))
  }
}
