import Capture
import Extraction
import Inputs

/// Reads one unit of the plan, on any thread: a file, or an archive with all that is in it.
///
/// What a capture gives that may be withdrawn is held back, until it is known to stand or there is too much of it.
final class UnitRun {
  private let unit: InputUnit
  private let options: ExtractionOptions
  private let reader: InputReader
  private let progress: InputProgress
  private let emit: (RunEvent) -> Bool
  private var held = HeldEvents()
  private var isTaken = true

  init(
    _ unit: InputUnit, _ options: RunOptions, _ progress: InputProgress, emit: @escaping (RunEvent) -> Bool
  ) {
    self.unit = unit
    self.options = options.extraction
    self.progress = progress
    reader = InputReader(unit, options: options.inputs, progress: progress)
    self.emit = emit
  }

  /// False as soon as nobody takes any more, also while nothing is handed over.
  private var isWanted: Bool { isTaken && !progress.isStopped }

  func run() {
    while isWanted, let item = reader.next() {
      switch item {
      case .capture(let capture):
        if capture.isProvisional { held.begin(provisional: capture.id) }
        read(capture)
      case .certificate(let certificate): put(.certificate(certificate))
      case .problem(let problem): put(.problem(problem))
      case .withdrawn(let id):
        held.withdraw(id)
        if !held.isHolding { release() }
      case .settled: release()
      // Not asked for.
      case .file: break
      }
    }
    release()
  }

  private func read(_ capture: CaptureInput) {
    let reader: CaptureReader
    do throws(CaptureError) {
      reader = try capture.open(filter: options.filter)
    } catch {
      var report = CaptureReport(file: capture.name)
      report.readError = error.description
      put(.captureEnd(report, origin(of: capture, fileNames: [capture.name])), of: capture.id)
      return
    }
    var batch: [CaptureFinding] = []
    var certificateByteCount = 0
    let report = extractChains(
      from: reader, name: capture.name, options: options,
      willWait: { [self] in
        put(&batch, of: capture.id)
        if !held.isHolding { put(.pause, of: capture.id) }
      },
      deliver: { finding in
        batch.append(located(finding, capture, reader))
        certificateByteCount += finding.certificateByteCount
        if batch.count >= findingBatchCount || certificateByteCount >= batchByteLimit {
          put(&batch, of: capture.id)
          certificateByteCount = 0
        }
        return isWanted
      })
    put(&batch, of: capture.id)
    put(.captureEnd(report, origin(of: capture, fileNames: reader.partNames)), of: capture.id)
  }

  private func origin(of capture: CaptureInput, fileNames: [String]) -> CaptureOrigin {
    CaptureOrigin(peer: capture.peer, archive: unit.archive(ofCapture: capture.name), fileNames: fileNames)
  }

  /// The finding with the machine and the file that its packet is from.
  private func located(_ finding: CaptureFinding, _ capture: CaptureInput, _ reader: CaptureReader) -> CaptureFinding {
    guard capture.peer != nil || capture.mayHaveSeveralFiles else { return finding }
    switch finding {
    case .chain(var chain):
      if let peer = capture.peer { chain.change { $0.peer = peer } }
      if capture.mayHaveSeveralFiles {
        let location = reader.location(ofPacket: chain.packet)
        if location.part != capture.name { chain.change { $0.packetFile = location } }
      }
      return .chain(chain)
    case .connection(var record):
      record.peer = capture.peer
      return .connection(record)
    case .refusal: return finding
    }
  }

  private func put(_ batch: inout [CaptureFinding], of capture: Int) {
    guard !batch.isEmpty else { return }
    put(.findings(batch), of: capture)
    batch.removeAll(keepingCapacity: true)
  }

  private func put(_ event: RunEvent, of capture: Int = 0) {
    guard held.isHolding else { return handOver(event) }
    held.hold(event, of: capture)
    guard held.byteCount > heldByteLimit else { return }
    reader.settle()
    release()
  }

  private func release() {
    for event in held.takeAll() { handOver(event) }
  }

  private func handOver(_ event: RunEvent) {
    if isWanted { isTaken = emit(event) }
  }
}

private let findingBatchCount = 64
private let batchByteLimit = 1 << 20
private let heldByteLimit = 32 << 20
