import ArgumentParser

@main
struct PcapCert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pcapcert",
    abstract: "Gets the TLS certificates out of packet captures.",
    discussion: """
      Both sides' certificates, as they were sent, with what is in them and how their chain hangs together.

      Examples:
        pcapcert export zone.pcap           .cer and .pem files from port 7001
        pcapcert list --port any zone.pcap  look only, whatever the port
        pcapcert show server.pem            all that is in a certificate
        pcapcert verify zone.pcap --trust ca.pem  would a peer with these CAs accept it?
        pcapcert diff expe.pem zone.pcap    what is not as expected

      Exit status of the first three: 0 certificates found, 1 none found, 2 an input could not be read, 3 output could not be \
      written or was refused, 64 wrong usage.
      """,
    version: "pcapcert \(version)",
    subcommands: [ExportCommand.self, ListCommand.self, ShowCommand.self, VerifyCommand.self, DiffCommand.self])

  static func main() {
    // The parser takes an unknown command for arguments too many.
    if let first = CommandLine.arguments.dropFirst().first, !first.hasPrefix("-"), first != "help",
      !configuration.subcommands.contains(where: { $0.configuration.commandName == first })
    {
      exit(withError: ValidationError("no such command: '\(first)'. The commands are listed by pcapcert --help."))
    }
    let signals = SignalSources()
    withExtendedLifetime(signals) { main(nil) }
  }
}

let version = "0.1.0"
