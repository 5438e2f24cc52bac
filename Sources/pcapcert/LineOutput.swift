import CertificateChains
import Dispatch
import Export
import Extraction
import Runs
import Synchronization

/// NDJSON on standard output, written beside the reading of captures: findings are handed over in batches, read by
/// nobody else from then on, and become large writes.
///
/// Handing over single ones would cost more than it gains.
final class LineOutput: Sendable {
  private let writer: Mutex<LineWriter>
  private let queue = DispatchQueue(label: "pcapcert.lines", qos: .userInitiated)
  /// Batches under way: a reader that is faster than the writer waits.
  private let free = DispatchSemaphore(value: LineOutput.batchLimit)
  private let batch = Mutex(Batch())
  private let hasReader = Atomic(true)
  /// Written batches: they go back to where they were made, as far as that comes in time. Freed elsewhere, their memory
  /// is fought for.
  private let written = Mutex<[Batch]>([])

  private struct Batch {
    /// As they came.
    var findings: [[CaptureFinding]] = []
    var findingCount = 0
    var byteCount = 0
  }

  init(_ console: Console) {
    writer = Mutex(LineWriter(console))
  }

  /// Whether there is somebody who reads.
  var isWanted: Bool { hasReader.load(ordering: .relaxed) }

  func write(_ findings: [CaptureFinding]) {
    let isFull = batch.withLock { batch in
      batch.findings.append(findings)
      batch.findingCount += findings.count
      for finding in findings { batch.byteCount += finding.certificateByteCount }
      return batch.findingCount >= Self.batchFindingCount || batch.byteCount >= Self.batchByteCount
    }
    if isFull { handOver() }
  }

  /// Hands over what there is, without waiting for it to be written: for when no more may come for a while.
  func handOver() {
    let full = batch.withLock { exchange(&$0, with: Batch()) }
    guard full.findingCount > 0 else { return }
    // Freed outside of the lock.
    _ = written.withLock { exchange(&$0, with: []) }
    if free.wait(timeout: .now()) == .timedOut {
      // The writer is behind, and reads certificates for the most part where it is: that can be done here meanwhile.
      for findings in full.findings { for finding in findings { finding.readCertificates() } }
      free.wait()
    }
    queue.async { [self] in
      let isWanted = writer.withLock { writer in full.findings.allSatisfy { writer.add($0) } && writer.printLines() }
      written.withLock { $0.append(full) }
      if !isWanted { hasReader.store(false, ordering: .relaxed) }
      free.signal()
    }
  }

  /// Waits until everything is written.
  ///
  /// - Returns: why lines were lost, once; a pipe that its reader has closed is no reason (``Console/isOutputClosed``).
  func finish() -> FileError? {
    handOver()
    return queue.sync { writer.withLock { $0.takeFailure() } }
  }

  private static let batchFindingCount = 128
  /// Of certificates, which a batch keeps alive: few have so many.
  private static let batchByteCount = 4 << 20
  private static let batchLimit = 4
}

/// What the writing of lines needs; one thread at a time has it.
private struct LineWriter {
  private var failure: FileError?
  private var hasFailed = false
  private let console: Console
  private var json = JSONWriter()
  private var memory = ChainTextMemory()

  init(_ console: Console) {
    self.console = console
  }

  /// - Returns: whether more is wanted.
  mutating func add(_ findings: [CaptureFinding]) -> Bool {
    guard !hasFailed, !console.isOutputClosed else { return false }
    for finding in findings {
      switch finding {
      case .chain(let chain): json.writeLine(chain, memory: &memory)
      case .connection(let record): json.writeLine(record)
      case .refusal: break
      }
      guard json.byteCount < Self.writeByteCount || printLines() else { return false }
    }
    return true
  }

  /// Prints what was not printed yet.
  /// - Returns: whether more is wanted.
  mutating func printLines() -> Bool {
    defer { json.removeAll() }
    do throws(FileError) {
      try console.print(json.bytes)
    } catch {
      failure = error
      hasFailed = true
    }
    return !hasFailed && !console.isOutputClosed
  }

  mutating func takeFailure() -> FileError? {
    defer { failure = nil }
    return failure
  }

  /// Little enough to stay in the processor's cache; a chain of a million elements is a line of hundreds of megabytes.
  private static let writeByteCount = 64 << 10
}

extension CaptureFinding {
  /// What is asked of them later is there then.
  fileprivate func readCertificates() {
    guard case .chain(let chain) = self else { return }
    for certificate in chain.chain.elements { _ = certificate.fields }
  }
}
