import CertificateChains
import Export
import Extraction
import Packets

/// Reads captures one after the other and prints what is found in each as soon as it is done.
struct CaptureRun {
  private let request: CaptureRequest
  /// Writes files as well; nil for `list`.
  private var writer: ExportWriter?
  private var console = Console()
  private var otherPorts = OtherPorts()
  private var outcome = Outcome()
  private var hasWritten = false
  private var json = JSONWriter()

  init(_ request: CaptureRequest, writer: ExportWriter? = nil) {
    self.request = request
    self.writer = writer
  }

  /// - Parameter repeated: the words of the command that takes any port; told whether files were written.
  mutating func run(repeated: (_ hasWritten: Bool) -> [String]) -> Outcome {
    for capture in request.captures {
      take(extractChains(fromFile: capture, options: request.extractionOptions))
      // Files are worth writing when nobody reads the summary; otherwise nothing is left to do.
      if console.isOutputClosed, writer == nil { return outcome }
    }
    guard !console.isOutputClosed else { return outcome }
    console.report(otherPorts.closingLines(outside: request.ports, command: repeated(hasWritten)))
    return outcome
  }

  private mutating func take(_ report: CaptureReport) {
    let chains = report.chains.filter { request.ports.matches($0.source, $0.destination) }
    let hasChain = chains.contains { !$0.isEmpty }
    outcome.hasDelivered = outcome.hasDelivered || hasChain
    otherPorts.count(report.chains, outside: request.ports)
    let absence = AbsenceText(report: report, ports: request.ports)
    let written = attempt { run throws(FileError) in
      try run.writer?.write(chains, capture: report.file, fingerprint: report.fingerprint)
    }
    hasWritten = hasWritten || written != nil
    let connections = report.connections.filter { request.ports.matches($0.source, $0.destination) }
    let bytes = output(chains, connections, absence: absence, written: written)
    attempt { run throws(FileError) in try run.console.print(bytes) }
    for warning in report.warnings { console.report(["\(report.file.printable): \(warning.printable)"]) }
    if let readError = report.readError {
      outcome.hasUnreadableInput = true
      console.report(["\(report.file.printable): \(readError.printable)"])
    }
    if !hasChain {
      let lines = absence.linesWithoutChain
      console.report(lines.prefix(1).map { "\(report.file.printable): \($0)" } + lines.dropFirst())
    }
  }

  /// Output that fails is reported, and the run goes on.
  @discardableResult
  private mutating func attempt<Value>(
    _ body: (inout CaptureRun) throws(FileError) -> Value?
  ) -> Value? {
    do throws(FileError) {
      return try body(&self)
    } catch {
      outcome.hasFailedOutput = true
      console.report(error)
      return nil
    }
  }

  private mutating func output(
    _ chains: [ExtractedChain], _ connections: [ConnectionRecord], absence: AbsenceText, written: ExportWriter.Written?
  ) -> [UInt8] {
    switch request.format {
    case .ndjson:
      json.removeAll()
      for chain in chains { json.writeLine(chain) }
      for connection in connections { json.writeLine(connection) }
      return json.bytes
    case .text:
      let summary = TextSummary(style: request.style)
      var text = summary.text(of: chains, name: absence.report.file)
      let notes = text.isEmpty ? [] : absence.linesBesideChains + (written.map { [$0.description] } ?? [])
      if !notes.isEmpty { text += "\n" + notes.map { $0 + "\n" }.joined() }
      let others = ConnectionSummary(style: request.style).text(of: connections, name: absence.report.file)
      text += text.isEmpty || others.isEmpty ? others : "\n" + others
      guard !text.isEmpty else { return [] }
      return Array((text + "\n").utf8)
    }
  }
}
