import ArgumentParser
import CertificateChains
import ChainInput
import Export
import Extraction
import FoundationEssentials
import Trust

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Says whether a peer that trusts certain CAs accepts a chain, check by check.",
    discussion: """
      Takes captures, archives of them, exports, certificate files (.pem, .cer, .crt, .p7b) and folders. Only \
      what was sent counts, and the CAs of --trust in their order; captures are judged at their own time.

      Examples:
        pcapcert verify zone.pcap --trust ca_vcsc.pem --profile expressway
        pcapcert verify server.pem --trust ca.pem --name expe.example.com
        pcapcert verify --role client --port any zone.pcap --trust ca.pem

      Exit status: 0 every chain would be accepted (warnings may be there), 1 a fault was found, 2 not \
      decidable, or an input could not be read, 3 output could not be written, 64 wrong usage.
      """)

  @Argument(
    help: "Captures, exports, certificate files or folders of them; - is standard input.", completion: .file())
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      "CAs that the peer trusts, in its order: a bundle or a folder. May be repeated: one list behind the other.",
      valueName: "bundle"), completion: .file())
  var trust: [String]

  @Option(
    help: ArgumentHelp("Intermediates to look at besides what was sent. May be repeated.", valueName: "file"),
    completion: .file())
  var intermediates: [String] = []

  @Option(
    help: ArgumentHelp(
      "Judge at this time, 2026-11-24 or 2026-11-24T21:15:00Z; else at the capture's, or now for a file.",
      valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "A name or address that the server's certificate must be good for; with --role client the client's. May be"
        + " repeated.", valueName: "fqdn"))
  var name: [String] = []

  @Flag(help: "Do not accept wildcards for --name; Expressway does not.")
  var noWildcards = false

  @Flag(help: "Let any CA of --trust end a path, not a root only.")
  var partialChain = false

  @Option(help: "Check also what this kind of peer checks: plain, expressway or web.")
  var profile = ProfileChoice.plain

  @Option(help: ArgumentHelp("Of --profile expressway: its software, such as X14.2.", valueName: "version"))
  var expresswayVersion: String?

  @Option(
    help: ArgumentHelp("CAs that 7800 and 8800 phones hold.", valueName: "bundle"),
    completion: .file())
  var phoneCas: String?

  @Option(
    help: ArgumentHelp("A revocation list, DER or PEM. May be repeated.", valueName: "file"),
    completion: .file())
  var crl: [String] = []

  @OptionGroup var options: SelectionOptions

  func validate() throws {
    try checkGivenOnce(["--at"], ["--profile"], ["--expressway-version"], ["--phone-cas"])
    try checkStandardInput(inputs + trust + intermediates + crl + [phoneCas].compactMap(\.self))
    if let bad = name.first(where: { !isName($0) }) {
      throw ValidationError("'\(bad)' is neither a DNS name nor an IP address. Give one such as expe.example.com.")
    }
    if let at, CertificateTime(rfc3339: at) == nil {
      throw ValidationError("'\(at)' is no time. Give 2026-11-24 or 2026-11-24T21:15:00Z.")
    }
    if let expresswayVersion, ExpresswayVersion(expresswayVersion) == nil {
      throw ValidationError("'\(expresswayVersion)' is no version of Expressway. Give one such as X14.2.")
    }
    if expresswayVersion != nil, profile != .expressway {
      throw ValidationError("--expressway-version goes with --profile expressway.")
    }
  }

  func run() throws {
    var run = VerifyRun(self, loader: try ChainLoader(options))
    throw run.run().exitCode
  }

  /// What is asked of every chain; role and time are each chain's own.
  func verificationOptions(lists: [RevocationList], phones: TrustList?) -> VerificationOptions {
    var verification = VerificationOptions()
    verification.profile =
      switch profile {
      case .plain: .plain
      case .web: .web
      case .expressway: .expressway(expresswayVersion.flatMap { ExpresswayVersion($0) })
      }
    verification.names = name
    verification.acceptsWildcards = verification.profile.acceptsWildcards && !noWildcards
    verification.acceptsPartialChains = partialChain
    verification.revocationLists = lists
    verification.phoneCAs = phones
    verification.time = at.flatMap { CertificateTime(rfc3339: $0)?.secondsSinceEpoch }
    return verification
  }
}

/// What a SAN can hold as a DNS name or an address: names of other scripts in the form that certificates hold (xn--).
private func isName(_ text: String) -> Bool {
  if addressOctets(ofText: text) != nil { return true }
  let name = text.hasSuffix(".") ? text.dropLast() : text[...]
  return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
    !label.isEmpty
      && label.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || isLetterOrDigit($0) }
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
}

enum ProfileChoice: String, ExpressibleByArgument, CaseIterable {
  case plain, expressway, web
}
