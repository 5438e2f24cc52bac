import Dispatch
import Export
import Inputs
import Synchronization

/// The line on a terminal that says how far the reading is, while it goes on.
final class ProgressDisplay {
  private let timer: any DispatchSourceTimer
  private let chains: Counter

  /// Chains found so far, counted by one thread and shown by another.
  private final class Counter: Sendable {
    let count = Atomic(0)
  }

  /// Nil where no terminal is there for it.
  /// - Parameter plan: of which `progress` is made.
  init?(_ plan: InputPlan, _ progress: InputProgress) {
    guard StatusLine.isPossible else { return nil }
    let chains = Counter()
    self.chains = chains
    let start = ContinuousClock.now
    let text = Mutex(ProgressText(totalByteCount: plan.byteCount, totalFileCount: plan.fileCount))
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "pcapcert.progress", qos: .utility))
    // What is done at once needs no line.
    timer.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(250))
    timer.setEventHandler {
      let line = text.withLock { text in
        text.line(
          byteCount: progress.readByteCount, fileCount: progress.begunFileCount,
          chainCount: chains.count.load(ordering: .relaxed), at: start.duration(to: .now))
      }
      // Before the first byte who writes the pipe may ask for a password on the same terminal.
      if progress.readByteCount > 0 { StatusLine.shared.show(line) }
    }
    timer.activate()
    self.timer = timer
  }

  func countChain() { chains.count.wrappingAdd(1, ordering: .relaxed) }

  func end() {
    timer.cancel()
    StatusLine.shared.end()
  }
}
