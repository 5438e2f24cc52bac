import ArgumentParser
import Export

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the certificates of both sides as .cer and .pem, and prints what they are.",
    discussion: """
      A folder for each capture, and in it one for each connection:

        pcapcert-out/expressway/3_10.0.0.1-25001_10.0.0.2-7001/
          server-1_vcse.example.com_0a1b2c3d.cer   DER, as it was sent
          server-1_vcse.example.com_0a1b2c3d.pem
          server-chain.pem                         the chain, as it was sent
          client-1_vcsc.example.com_4e5f6a7b.cer ...

      With --layout flat each distinct certificate of all inputs is written once, and index.json says \
      where each was seen; with --layout case there is such a folder for each machine that file names \
      tell, archive, or capture of neither, also with each distinct chain.

      manifest.json ties each file to its packet, summary.txt is what is printed. A run that was \
      interrupted is finished by the same command; a finished export is only changed with --force.

      Examples:
        pcapcert export expressway.pcap
        pcapcert export --port any --output certs *.pcap
        pcapcert export CASE_FOLDER diagnostic_log_*.tar.gz case.zip
        pcapcert export --layout flat --port any CASE_FOLDER
        timeout 60 tcpdump -i eth0 -U -w - port 7001 | pcapcert export -
      """)

  @OptionGroup var options: CaptureOptions

  @Option(name: [.short, .long], help: ArgumentHelp("Folder to write in.", valueName: "folder"))
  var output = defaultOutput

  @Option(
    help: "Folders: one per connection, flat (each distinct certificate once), or case (one per machine or archive).")
  var layout = ExportLayout.connection

  @Flag(help: "Replace an earlier export of the same name that has other content.")
  var force = false

  func validate() throws {
    try checkGivenOnce(["-o", "--output"], ["--layout"])
    guard !output.isEmpty else { throw ValidationError("--output needs a folder.") }
  }

  func run() throws {
    let request = try options.resolved()
    SignalSources.completeLater()
    var run = CaptureRun(request, writer: ExportWriter(output: output, force: force, layout: layout))
    let outcome = run.run { hasWritten in
      // What was just written has fewer chains than any port gives: only force replaces it.
      commandWords("export", options.wordsForAnyPort) + (output == defaultOutput ? [] : ["--output", output])
        + (layout == .connection ? [] : ["--layout", layout.rawValue])
        + (force || hasWritten ? ["--force"] : []) + options.inputWords
    }
    Self.end(outcome.exitCode, with: run)
  }
}

extension ExportLayout: ExpressibleByArgument {}

/// The program as it was called, so that the command works where it is copied to.
func commandWords(_ command: String, _ words: [String]) -> [String] {
  [CommandLine.arguments.first ?? "pcapcert", command] + words
}

private let defaultOutput = "pcapcert-out"
