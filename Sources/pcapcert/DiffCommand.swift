import ArgumentParser
import ChainDiff
import Export

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compares the chain that you expect with those that were seen, field by field.",
    discussion: """
      Either side is a capture, an archive of captures, an export, a certificate file (.pem, .cer, .crt, .p7b), \
      a folder, or a list of SHA-256. Certificates are paired by what they are, not by where they stand; of several expected \
      chains the one most like the seen one is taken.

      Examples:
        pcapcert diff --role server expe.pem zone.pcap
        pcapcert diff --ignore root before.pcap after.pcap
        pcapcert diff --side-by-side old.cer new.cer

      Exit status: 0 all the same, 1 something differs, 2 trouble, or not decidable since bytes are missing in \
      the capture, 64 wrong usage.
      """)

  @Argument(help: "What is expected.", completion: .file())
  var expected: String

  @Argument(help: "What was seen; - is standard input.", completion: .file())
  var seen: String

  @Option(help: "What does not count: root (in one chain only) or order. May be repeated.")
  var ignore: [Ignorable] = []

  @Flag(name: [.customShort("y"), .long], help: "Expected left, seen right.")
  var sideBySide = false

  @OptionGroup var options: SelectionOptions

  func validate() throws { try checkStandardInput([expected, seen]) }

  func run() throws {
    var diffOptions = DiffOptions()
    diffOptions.ignoresRoot = ignore.contains(.root)
    diffOptions.ignoresOrder = ignore.contains(.order)
    var run = DiffRun(self, loader: try ChainLoader(options), diffOptions: diffOptions)
    throw run.run()
  }
}

enum Ignorable: String, ExpressibleByArgument, CaseIterable {
  case root, order
}
