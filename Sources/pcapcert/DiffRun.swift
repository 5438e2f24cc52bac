import ArgumentParser
import ChainDiff
import ChainInput
import Export
import Extraction

/// Reads both sides of `diff` and prints each distinct pair once.
struct DiffRun {
  private let command: DiffCommand
  private let style: TextStyle
  private let diffOptions: DiffOptions
  private var loader: ChainLoader
  private let console: Console
  private var isDifferent = false
  private var isUndecided = false
  private var hasTrouble = false

  init(_ command: DiffCommand, loader: ChainLoader, diffOptions: DiffOptions) {
    self.command = command
    self.diffOptions = diffOptions
    self.loader = loader
    console = loader.console
    style = command.options.common.color.style
  }

  /// 0: all the same, 1: something differs, 2: trouble, or not decidable.
  mutating func run() -> ExitCode {
    let expected = ChainGroup.groups(of: loader.chains(in: command.expected)).map(\.chain.inOrder)
    let seen = ChainGroup.groups(of: loader.chains(in: command.seen))
    hasTrouble = hasTrouble || loader.hasTrouble
    compare(expected, seen)
    loader.reportOtherPorts(
      words: commandWords("diff", command.wordsForAnyPort) + [command.expected, command.seen])
    return ExitCode(hasTrouble ? 2 : isDifferent ? 1 : isUndecided ? 2 : 0)
  }

  private mutating func compare(_ expected: [InputChain], _ seen: [ChainGroup]) {
    guard !expected.isEmpty, !seen.isEmpty else { return }
    let candidates = ExpectedChains(expected.map(\.comparable))
    var compared: Set<Int> = []
    for group in seen {
      var group = group
      group.chain = group.chain.inOrder
      guard let place = candidates.closest(to: group.chain.comparable) else { continue }
      compared.insert(place)
      print(ComparedChain(expected: expected[place], seen: group, options: diffOptions))
      if console.isOutputClosed { return }
    }
    for place in expected.indices where !compared.contains(place) {
      print(ComparedChain(expected: expected[place], seen: nil, options: diffOptions))
    }
  }

  private mutating func print(_ compared: ComparedChain) {
    isDifferent = isDifferent || compared.difference.isDifferent
    isUndecided = isUndecided || compared.difference.isUndecided
    do throws(FileError) {
      switch command.options.common.format {
      case .text:
        let text = DifferenceText(compared, style: style, isSideBySide: command.sideBySide).text
        try console.print(Array((text + "\n").utf8))
      case .ndjson:
        var writer = JSONWriter()
        writer.writeLine(compared)
        try console.print(writer.bytes)
      }
    } catch {
      hasTrouble = true
      console.report(error)
    }
  }
}

extension InputChain {
  fileprivate var comparable: ExpectedChains.Chain {
    .init(elements: comparedElements, role: origin.role == .unknown ? nil : origin.role.rawValue)
  }
}

extension DiffCommand {
  fileprivate var wordsForAnyPort: [String] {
    ignore.flatMap { ["--ignore", $0.rawValue] } + (sideBySide ? ["--side-by-side"] : []) + options.wordsForAnyPort
  }
}
