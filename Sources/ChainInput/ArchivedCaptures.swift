import Capture
import Inputs

/// The captures in an archive, or in a folder and what is below it; the files of a rotated one are read as one.
struct ArchivedCaptures {
  private(set) var input = ChainInput()

  /// - Parameter read: reads one of them, before the next is asked for.
  init(_ path: String, read: (CaptureInput) throws(CaptureError) -> ChainInput) {
    let options = InputOptions()
    for unit in InputPlan([path], options: options).units {
      // Kept apart until the end, since a capture may be withdrawn.
      var parts: [(capture: Int?, input: ChainInput)] = []
      let reader = InputReader(unit, options: options)
      while let item = reader.next() {
        switch item {
        case .capture(let capture):
          do throws(CaptureError) {
            parts.append((capture.id, try read(capture)))
          } catch {
            parts.append((capture.id, ChainInput(failure: "\(capture.name): \(error)")))
          }
        case .withdrawn(let id): parts.removeAll { $0.capture == id }
        case .problem(let problem):
          var part = ChainInput()
          let line = "\(problem.name): \(problem.reason)"
          if problem.isLoss { part.failures = [line] } else { part.warnings = [line] }
          parts.append((nil, part))
        // What is installed on a machine was not sent.
        case .certificate, .settled: continue
        }
      }
      input = parts.reduce(input) { $0 + $1.input }
    }
  }
}
