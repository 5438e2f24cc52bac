import Extraction
import Foundation
import Inputs
import TestSupport

@testable import Runs

/// All that a run of one input gives, in short: `NAME` for a capture with its chains' count, `problem: ...`.
struct Events {
  private(set) var lines: [String] = []
  private(set) var problems: [InputProblem] = []

  init(_ paths: [String], threadCount: Int = 2) {
    var options = RunOptions()
    options.threadCount = threadCount
    var chainCount = 0
    InputRun(paths, options: options).run { event in
      switch event {
      case .findings(let findings):
        chainCount += findings.count { if case .chain = $0 { true } else { false } }
      case .captureEnd(let report, _):
        lines.append("\(fileName(report.file)): \(report.readError ?? "\(chainCount) chains")")
        chainCount = 0
      case .certificate(let installed): lines.append("installed on \(installed.peer ?? "?")")
      case .problem(let problem):
        problems.append(problem)
        lines.append("\(fileName(problem.name)): problem")
      case .pause: break
      }
      return true
    }
  }
}

private func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
