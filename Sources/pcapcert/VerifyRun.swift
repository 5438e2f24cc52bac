import ArgumentParser
import CertificateChains
import ChainInput
import Export
import Extraction
import FoundationEssentials
import Trust
import WireFormat

/// Reads the inputs of `verify`, judges each distinct chain and prints what came of it.
struct VerifyRun {
  private let command: VerifyCommand
  private let selection: ChainSelection
  private let format: OutputFormat
  private let style: TextStyle
  private let console: Console
  private var outcome = JudgementOutcome()
  private var loader: ChainLoader

  init(_ command: VerifyCommand, loader: ChainLoader) {
    self.command = command
    self.loader = loader
    console = loader.console
    selection = loader.selection
    format = command.options.common.format
    style = command.options.common.color.style
  }

  mutating func run() -> JudgementOutcome {
    let trusted = list(command.trust) { .trusted($0) }
    let trustName = command.trust.joined(separator: ", ")
    guard !trusted.elements.isEmpty else { return outcome }
    let supplied = TrustList(
      command.intermediates.isEmpty ? [] : list(command.intermediates, place: Place.supplied).entries,
      place: Place.supplied)
    let phones = command.phoneCas.map { list([$0]) { .trusted($0) } }
    let lists = command.crl.flatMap { revocationLists($0) }
    guard !outcome.hasTrouble else { return outcome }

    var verifier = Verifier(trusted: trusted, supplied: supplied)
    let options = command.verificationOptions(lists: lists, phones: phones)
    let chains = command.inputs.flatMap { loader.chains(in: $0) }
    if loader.hasTrouble { outcome.hasTrouble = true }
    for group in ChainGroup.groups(of: chains.map(\.inOrder)) {
      judge(group, &verifier, options, trustName)
      if console.isOutputClosed { break }
    }
    loader.reportOtherPorts(
      words: commandWords("verify", command.options.wordsForAnyPort)
        + command.trust.flatMap { ["--trust", $0] } + command.inputs)
    return outcome
  }

  private mutating func judge(
    _ group: ChainGroup, _ verifier: inout Verifier, _ options: VerificationOptions, _ trustName: String
  ) {
    let certificates = group.chain.elements.compactMap(\.certificate)
    guard certificates.count == group.chain.elements.count else {
      outcome.hasTrouble = true
      console.report([
        "\(group.chain.origin.file.printable): the bytes of \(group.chain.elements.count - certificates.count) of its"
          + " \(group.chain.elements.count) certificates are not there, only their SHA-256"
      ])
      return
    }
    var chain = PresentedChain(elements: certificates)
    chain.isCertificatePair = group.chain.isCertificatePair
    let moments = options.time == nil ? verifier.moments(of: chain, options: options) : []
    for part in group.cut(at: moments) {
      var own = options
      let origin = part.chain.origin
      own.role = selection.role.flatMap(verificationRole) ?? verificationRole(origin.role)
      own.serverName = origin.serverName
      own.refusal = origin.refusal
      own.isComplete = part.chain.isComplete
      // What a client is called is seldom what somebody asks for who names the server.
      if own.role == .client, selection.role != .client { own.names = [] }
      own.isCertificatePair = chain.isCertificatePair
      own.time =
        options.time ?? origin.timestamp?.secondsSinceEpoch
        ?? (origin.packet == nil ? Int64(Date().timeIntervalSince1970) : nil)
      let verdict = verifier.verify(chain, options: own)
      outcome.add(verdict.outcome)
      print(
        JudgedChain(
          group: part, verdict: verdict, options: own, trustName: trustName,
          trustCount: verifier.trusted.elements.count))
    }
  }

  private mutating func print(_ judged: JudgedChain) {
    do throws(FileError) {
      switch format {
      case .text: try console.print(Array((VerdictText(judged, style: style).text + "\n").utf8))
      case .ndjson:
        var writer = JSONWriter()
        writer.writeLine(judged)
        try console.print(writer.bytes)
      }
    } catch {
      outcome.hasFailedOutput = true
      console.report(error)
    }
  }

  /// A list of CAs from bundles, one behind the other; what is wrong with it is reported.
  private mutating func list(_ paths: [String], place: (Int) -> Place) -> TrustList {
    var certificates: [(Certificate, label: String)] = []
    var failures: [String] = []
    for path in paths {
      let read = loader.reader.readCertificates(path)
      certificates += read.certificates
      failures += read.failures
      if read.certificates.isEmpty { outcome.hasTrouble = true }
    }
    let list = TrustList(
      certificates.map { TrustList.Entry(certificate: $0.0, label: $0.label) }, place: place)
    for line in failures { console.report([line.printable]) }
    for entry in list.unreadable { console.report(["\(entry.label.printable): cannot be read, and is left out"]) }
    if !failures.isEmpty || list.elements.isEmpty { outcome.hasTrouble = true }
    return list
  }

  private mutating func revocationLists(_ path: String) -> [RevocationList] {
    do throws(FileError) {
      let bytes = try FileDescriptor.readFile(path)
      do throws(CertificateFileError) {
        return try RevocationList.lists(in: bytes)
      } catch {
        console.report(["\(path.printable): no revocation list: \(error)"])
      }
    } catch {
      console.report(error)
    }
    outcome.hasTrouble = true
    return []
  }

  private func verificationRole(_ role: Role) -> VerificationOptions.Role? {
    switch role {
    case .server: .server
    case .client: .client
    case .unknown: nil
    }
  }
}

/// What a run of `verify` came to, and the exit status that says it.
struct JudgementOutcome {
  /// An input could not be read, or held nothing to judge.
  var hasTrouble = false
  /// Output could not be written.
  var hasFailedOutput = false
  private var hasFault = false
  private var isUndecided = false

  mutating func add(_ outcome: Finding.Outcome) {
    hasFault = hasFault || outcome == .fault
    isUndecided = isUndecided || outcome == .undecided
  }

  var exitCode: ExitCode {
    if hasFailedOutput { return ExitCode(3) }
    if hasTrouble { return ExitCode(2) }
    if hasFault { return ExitCode(1) }
    return ExitCode(isUndecided ? 2 : 0)
  }
}
