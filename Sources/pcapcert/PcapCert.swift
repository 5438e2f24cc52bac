import ArgumentParser

@main
struct PcapCert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pcapcert", abstract: "Gets the certificates out of packet captures.")
}
