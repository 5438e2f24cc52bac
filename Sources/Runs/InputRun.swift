import Inputs

/// Reads a whole mix of inputs as `pcapcert list` and `export` do: files, folders, archives and standard input, several
/// side by side; rotated captures are joined, and what comes of the inputs comes in their order, whatever the number of
/// threads.
///
/// A run is made once: what was read of standard input is not there a second time.
public struct InputRun: Sendable {
  /// What there is to read, in this order.
  public let plan: InputPlan
  /// How far it is, for another thread to show; that one may also end it.
  public let progress = InputProgress()
  private let options: RunOptions

  /// - Parameter paths: files, folders, and `-` for standard input. Folders are walked here.
  public init(_ paths: [String], options: RunOptions = RunOptions()) {
    self.options = options
    plan = InputPlan(paths, options: options.inputs)
  }

  /// Reads everything; nothing is thrown, since what cannot be read is an event.
  /// - Parameter deliver: takes what comes, on the calling thread; false ends the reading.
  public func run(deliver: (RunEvent) -> Bool) {
    OrderedWork(threadCount: options.threadCount).run(
      plan.units.count,
      work: { [self] index, emit in
        withoutActuallyEscaping(emit) { emit in
          UnitRun(plan.units[index], options, progress) { event in emit(event, event.byteCount) }.run()
        }
      },
      sink: { event in
        if !progress.isStopped, deliver(event) { return true }
        progress.stop()
        return false
      })
  }
}
