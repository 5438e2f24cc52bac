import Capture
import Inputs

/// What is in an input: the captures of a file, an archive, or a folder and what is below it, and its other files. The
/// files of a rotated capture are read as one.
struct InputContents {
  /// What the captures gave.
  private(set) var captures = ChainInput()
  private(set) var files: [OtherFile] = []

  /// - Parameter read: reads one capture, before the next is asked for.
  init(_ path: String, options: InputOptions, read: (CaptureInput) throws(CaptureError) -> ChainInput) {
    var options = options
    options.givesOtherFiles = true
    var fileByteCount = 0
    for unit in Self.plan(path, options).units {
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
        case .file(let file):
          fileByteCount += file.bytes.count
          if fileByteCount <= Self.largestTotal {
            files.append(file)
          } else {
            parts.append((nil, ChainInput(failure: "\(file.name): not read, more certificates than fit in memory")))
          }
        // What is installed on a machine was not sent.
        case .certificate, .settled: continue
        }
      }
      captures = parts.reduce(captures) { $0 + $1.input }
    }
  }

  /// Of a single file no other can be a part, and it need be no capture.
  private static func plan(_ path: String, _ options: InputOptions) -> InputPlan {
    var own = options
    if !InputPlan.isFolder(path) { own.joinsRotated = false }
    return InputPlan([path], options: own)
  }

  /// Bytes of other files that are kept.
  private static let largestTotal = 128 << 20
}
