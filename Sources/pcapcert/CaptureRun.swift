import CertificateChains
import Export
import Extraction
import Inputs
import Packets
import Runs

/// Reads inputs, several side by side, and puts out what is in them in order. NDJSON is printed while a capture is read,
/// text when it is done.
struct CaptureRun {
  private let request: CaptureRequest
  /// Writes files as well; nil for `list`.
  private var writer: ExportWriter?
  private let console: Console
  private let lines: LineOutput
  private var display: ProgressDisplay?
  private var otherPorts = OtherPorts()
  private var outcome = Outcome()
  private var hasWritten = false
  private var found = Found()
  private var tally = InputTally()
  private var installed: InstalledOutput
  private var outputFailures = OutputFailures()
  /// The reading was ended, since what is found could not be put out: what was read says nothing of the inputs.
  private var isCutShort = false

  init(_ request: CaptureRequest, writer: ExportWriter? = nil) {
    console = Console(level: request.level)
    self.request = request
    self.writer = writer
    lines = LineOutput(console)
    installed = InstalledOutput(keepsAll: writer != nil)
  }

  /// - Parameter repeated: the words of the command that takes any port; told whether files were written.
  mutating func run(repeated: (_ hasWritten: Bool) -> [String]) -> Outcome {
    let run = InputRun(request.inputs, options: request.runOptions(console.logger))
    if request.inputs.contains("-") { SignalSources.finishOnInterrupt(run.progress) }
    display = console.saysNotes ? ProgressDisplay(run.plan, run.progress) : nil
    // Files are worth writing when nobody reads the summary.
    let watch = writer == nil ? ReaderWatch(console, run.progress) : nil
    run.run { event in take(event) }
    finishLines()
    watch?.end()
    display?.end()
    putOutInstalled()
    writeInstalled()
    writeGathered()
    guard !console.isOutputClosed || writer != nil else { return outcome }
    if !isCutShort { report(tally.closingLines(namedCount: request.inputs.count), isLoss: tally.hasLoss) }
    console.report(outputFailures.closingLines(isExport: writer != nil))
    guard !console.isOutputClosed else { return outcome }
    console.note(otherPorts.closingLines(outside: request.ports, command: repeated(hasWritten)))
    return outcome
  }

  /// False where nothing more is wanted. Files are worth writing when nobody reads the summary.
  private mutating func take(_ event: RunEvent) -> Bool {
    if case .certificate = event, !installed.isFull {} else { putOutInstalled() }
    switch event {
    case .findings(let findings): take(findings)
    case .pause: lines.handOver()
    case .captureEnd(let report, let origin): end(report, origin)
    case .certificate(let certificate):
      tally.countCertificate()
      installed.add(certificate)
    case .problem(let problem):
      report(["\(problem.name.printable): \(problem.reason.printable)"], isLoss: problem.isLoss)
      if problem.isLoss {
        outcome.hasUnreadableInput = true
        tally.countLoss(problem.name, problem.reason)
      }
    }
    let isWanted = writer != nil || !console.isOutputClosed && (request.format == .text || lines.isWanted)
    isCutShort = isCutShort || !isWanted
    return isWanted
  }

  private mutating func take(_ findings: [CaptureFinding]) {
    let wanted = findings.filter { found.count($0, request.ports, &otherPorts) }
    guard !wanted.isEmpty else { return }
    if let display { for case .chain(let chain) in wanted where !chain.isEmpty { display.countChain() } }
    keep(wanted)
    if request.format == .ndjson { lines.write(wanted) }
  }

  /// Keeps what is needed of them when their capture is read.
  private mutating func keep(_ findings: [CaptureFinding]) {
    if givesChainsEarly { for case .chain(let chain) in findings { writer?.add(chain) } }
    guard request.format == .text || writer != nil && !givesChainsEarly else { return }
    for finding in findings { found.kept.add(finding) }
  }

  /// The writer takes chains as they come, and not when their capture ends.
  private var givesChainsEarly: Bool { writer?.takesChainsEarly ?? false }

  private mutating func end(_ report: CaptureReport, _ origin: CaptureOrigin) {
    var report = report
    // Not waited for: the next capture is read meanwhile.
    lines.handOver()
    found.kept.move(into: &report)
    outcome.hasDelivered = outcome.hasDelivered || found.hasChain
    finish(report, origin, found)
    found = Found()
  }

  /// What is said of a capture when it is read.
  private mutating func finish(_ report: CaptureReport, _ origin: CaptureOrigin, _ found: Found) {
    let absence = AbsenceText(report: report, ports: request.ports, emptyMessageCount: found.emptyMessageCount)
    let chains = givesChainsEarly ? [] : report.chains
    var written: ExportWriter.Written?
    do throws(FileError) {
      written = try writer?.write(
        chains, capture: report.file, fingerprint: report.fingerprint, peer: origin.peer, archive: origin.archive)
      hasWritten = hasWritten || written != nil
    } catch {
      fail(error)
    }
    if request.format == .text { print(Array(text(report, origin, absence: absence, written: written).utf8)) }
    for warning in report.warnings { console.note([origin.line(warning, of: report.file)]) }
    if let readError = report.readError {
      outcome.hasUnreadableInput = true
      console.report([origin.line(readError, of: report.file)])
      tally.countLoss(report.file, readError)
    } else {
      tally.countCapture()
    }
    if !found.hasChain { console.note(absence.namedLinesWithoutChain) }
  }

  /// An error or a note.
  private func report(_ lines: [String], isLoss: Bool) {
    if isLoss { console.report(lines) } else { console.note(lines) }
  }

  private mutating func writeInstalled() {
    for error in writer?.write(installed.all) ?? [] { fail(error) }
    guard installed.omittedCount > 0 else { return }
    outcome.hasFailedOutput = true
    console.report(["\(counted(installed.omittedCount, "installed certificate")) not written: there are too many"])
  }

  /// Writes the folders that are of several captures.
  private mutating func writeGathered() {
    for result in writer?.writeGathered() ?? [] {
      switch result {
      case .success(let written):
        hasWritten = true
        if request.format == .text { print(Array((written.description + "\n").utf8)) }
      case .failure(let error): fail(error)
      }
    }
  }

  /// Prints the installed certificates that came one after the other.
  private mutating func putOutInstalled() {
    guard let list = installed.take() else { return }
    switch request.format {
    case .text: print(Array(InstalledSummary(style: request.style).text(of: list).utf8))
    case .ndjson:
      finishLines()
      print(InstalledOutput.lines(of: list))
    }
  }

  private mutating func finishLines() {
    if let failure = lines.finish() { fail(failure) }
  }

  private mutating func print(_ bytes: [UInt8]) {
    do throws(FileError) {
      try console.print(bytes)
    } catch {
      fail(error)
    }
  }

  /// Output that fails is reported, and the run goes on.
  private mutating func fail(_ error: FileError) {
    outcome.hasFailedOutput = true
    if outputFailures.add(error) { console.report(error) }
  }

  private func text(
    _ report: CaptureReport, _ origin: CaptureOrigin, absence: AbsenceText, written: ExportWriter.Written?
  ) -> String {
    let summary = TextSummary(style: request.style)
    var text = summary.text(of: report.chains, name: report.file)
    let notes = text.isEmpty ? [] : origin.lines + absence.linesBesideChains + (written.map { [$0.description] } ?? [])
    if !notes.isEmpty { text += "\n" + notes.map { $0 + "\n" }.joined() }
    let others = ConnectionSummary(style: request.style).text(of: report.connections, name: report.file)
    text += text.isEmpty || others.isEmpty ? others : "\n" + others
    return text.isEmpty ? "" : text + "\n"
  }
}
