import ArgumentParser

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Prints the certificates of both sides and writes no files.",
    discussion: """
      Examples:
        pcapcert list expressway.pcap
        pcapcert list --format ndjson a.pcap | jq .tls.chain[].subject
        pcapcert list --port 5061,8443 --filter 'host 192.0.2.7' expressway.pcap
      """)

  @OptionGroup var options: CaptureOptions

  func run() throws {
    var run = CaptureRun(try options.resolved())
    let outcome = run.run { _ in commandWords("list", options.wordsForAnyPort) + options.inputWords }
    Self.end(outcome.exitCode, with: run)
  }
}
