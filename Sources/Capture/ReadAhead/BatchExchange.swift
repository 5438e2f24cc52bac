import Dispatch
import Synchronization

/// Passes batches from the thread that fills them to the one that empties them, and back for the next use.
final class BatchExchange: Sendable {
  private struct State {
    var full: [BatchPlace] = []
    var empty = (0..<BatchExchange.batchCount).map { _ in BatchPlace() }
    var failure: CaptureError?
  }

  private let state = Mutex(State())
  // They start at zero: one that goes with less than it started with ends the process.
  private let fullCount = DispatchSemaphore(value: 0)
  private let emptyCount = DispatchSemaphore(value: 0)
  private let isStopped = Atomic(false)

  init() {
    for _ in 0..<Self.batchCount { emptyCount.signal() }
  }

  // MARK: The filling side

  /// Waits for a batch to fill; nil where nobody wants more.
  func takeEmpty() -> BatchPlace? {
    emptyCount.wait()
    if isStopped.load(ordering: .relaxed) { return nil }
    return state.withLock { $0.empty.popLast() }
  }

  func putFull(_ batch: BatchPlace) {
    state.withLock { $0.full.append(batch) }
    fullCount.signal()
  }

  /// Nothing follows.
  func finish(_ failure: CaptureError?) {
    state.withLock { $0.failure = failure }
    fullCount.signal()
  }

  // MARK: The emptying side

  /// Waits for the next batch; nil at the end.
  /// - Parameter willWait: called where that takes longer than it takes to read a batch.
  /// - Throws: what ended the reading.
  func takeFull(willWait: (() -> Void)?) throws(CaptureError) -> BatchPlace? {
    if fullCount.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
      willWait?()
      fullCount.wait()
    }
    let (batch, failure) = state.withLock { state -> (BatchPlace?, CaptureError?) in
      guard state.full.isEmpty else { return (state.full.removeFirst(), nil) }
      return (nil, state.failure)
    }
    if let failure { throw failure }
    return batch
  }

  func putEmpty(_ batch: BatchPlace) {
    state.withLock { $0.empty.append(batch) }
    emptyCount.signal()
  }

  /// No more is wanted.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    emptyCount.signal()
  }

  private static let batchCount = 3
}
