import ArgumentParser
import CertificateChains
import Export

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints everything that is in certificates on disk.",
    discussion: """
      Takes .cer and .crt files (DER or PEM) and bundles of many PEM certificates.

      Examples:
        pcapcert show server-1_vcse.example.com_0a1b2c3d.cer
        pcapcert show ca_vcse_2026-11-24.pem
      """)

  @Argument(help: "Certificate files, DER or PEM; - reads standard input.")
  var files: [String]

  func run() throws {
    throw Outcome().exitCode
  }
}
