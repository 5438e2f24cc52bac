import CertificateChains
import Export
import Extraction
import Packets

/// Reads captures one after the other. NDJSON is printed while a capture is read, text when it is done.
struct CaptureRun {
  private let request: CaptureRequest
  /// Writes files as well; nil for `list`.
  private var writer: ExportWriter?
  private let console = Console()
  private let lines: LineOutput
  private var otherPorts = OtherPorts()
  private var outcome = Outcome()
  private var hasWritten = false

  init(_ request: CaptureRequest, writer: ExportWriter? = nil) {
    self.request = request
    self.writer = writer
    lines = LineOutput(console)
  }

  /// - Parameter repeated: the words of the command that takes any port; told whether files were written.
  mutating func run(repeated: (_ hasWritten: Bool) -> [String]) -> Outcome {
    for capture in request.captures {
      read(capture)
      // Files are worth writing when nobody reads the summary; otherwise nothing is left to do.
      if console.isOutputClosed, writer == nil { return outcome }
    }
    guard !console.isOutputClosed else { return outcome }
    console.report(otherPorts.closingLines(outside: request.ports, command: repeated(hasWritten)))
    return outcome
  }

  private mutating func read(_ capture: String) {
    var found = Found()
    let keepsFindings = writer != nil || request.format == .text
    let (lines, ports) = (lines, request.ports)
    var report = extractChains(
      fromFile: capture, options: request.extractionOptions, willWait: { lines.handOver() },
      deliver: { [format = request.format, hasWriter = writer != nil] finding in
        guard found.count(finding, ports, &otherPorts) else { return true }
        if keepsFindings { found.kept.add(finding) }
        guard format == .ndjson else { return true }
        lines.write(finding)
        found.isStopped = !hasWriter && !lines.isWanted
        return !found.isStopped
      })
    if let failure = lines.finish() { fail(failure) }
    found.kept.move(into: &report)
    outcome.hasDelivered = outcome.hasDelivered || found.hasChain
    finish(report, found)
  }

  /// What is said of a capture when it is read.
  private mutating func finish(_ report: CaptureReport, _ found: Found) {
    let absence = AbsenceText(report: report, ports: request.ports, emptyMessageCount: found.emptyMessageCount)
    var written: ExportWriter.Written?
    do throws(FileError) {
      written = try writer?.write(report.chains, capture: report.file, fingerprint: report.fingerprint)
      hasWritten = hasWritten || written != nil
    } catch {
      fail(error)
    }
    do throws(FileError) {
      if request.format == .text { try console.print(text(report, absence: absence, written: written)) }
    } catch {
      fail(error)
    }
    for warning in report.warnings { console.report(["\(report.file.printable): \(warning.printable)"]) }
    if let readError = report.readError {
      outcome.hasUnreadableInput = true
      console.report(["\(report.file.printable): \(readError.printable)"])
    }
    if !found.hasChain, !found.isStopped {
      let lines = absence.linesWithoutChain
      console.report(lines.prefix(1).map { "\(report.file.printable): \($0)" } + lines.dropFirst())
    }
  }

  /// Output that fails is reported, and the run goes on.
  private mutating func fail(_ error: FileError) {
    outcome.hasFailedOutput = true
    console.report(error)
  }

  private func text(
    _ report: CaptureReport, absence: AbsenceText, written: ExportWriter.Written?
  ) -> [UInt8] {
    let summary = TextSummary(style: request.style)
    var text = summary.text(of: report.chains, name: report.file)
    let notes = text.isEmpty ? [] : absence.linesBesideChains + (written.map { [$0.description] } ?? [])
    if !notes.isEmpty { text += "\n" + notes.map { $0 + "\n" }.joined() }
    let others = ConnectionSummary(style: request.style).text(of: report.connections, name: report.file)
    text += text.isEmpty || others.isEmpty ? others : "\n" + others
    guard !text.isEmpty else { return [] }
    return Array((text + "\n").utf8)
  }
}

/// What was found in one capture on the ports wanted.
private struct Found {
  var hasChain = false
  /// Nobody reads the lines any more: what the rest of the capture holds is not known.
  var isStopped = false
  /// Certificate messages by which a side said that it has no certificate.
  var emptyMessageCount = 0
  var kept = CollectedFindings()

  /// - Returns: whether the finding is on the ports wanted.
  mutating func count(_ finding: CaptureFinding, _ ports: PortSet, _ otherPorts: inout OtherPorts) -> Bool {
    switch finding {
    case .chain(let chain):
      guard ports.matches(chain.source, chain.destination) else {
        otherPorts.count(chain)
        return false
      }
      if !chain.isEmpty { hasChain = true }
      if chain.isEmptyMessage { emptyMessageCount += 1 }
      return true
    case .refusal: return true
    case .connection(let record): return ports.matches(record.source, record.destination)
    }
  }
}
