import Export
import Extraction
import Inputs

/// What comes of an input, on its way from the thread that reads it to the one that puts it out.
enum RunEvent: Sendable {
  /// Of the capture that is being read.
  case findings([CaptureFinding])
  /// No more may come for a while.
  case pause
  /// The capture is read; the report holds all but the findings.
  case captureEnd(CaptureReport, CaptureOrigin)
  case certificate(InstalledCertificate)
  case problem(InputProblem)

  /// Roughly what it takes to keep it.
  var byteCount: Int {
    switch self {
    case .findings(let findings): findings.count * findingByteCount
    case .pause: 0
    case .captureEnd, .certificate: findingByteCount
    case .problem: 256
    }
  }
}

/// Where a capture is from.
struct CaptureOrigin: Sendable {
  var peer: String?
  /// Path of the archive that it is in.
  var archive: String?
  /// Of its files, in the order in which they were read.
  var fileNames: [String]

  /// What is to be said of it under what was found; nothing of a single file that no machine is known of.
  var lines: [String] {
    var lines = peer.map { ["Captured on \($0.printable)"] } ?? []
    if fileNames.count > 1, let first = fileNames.first, let last = fileNames.last {
      lines.append("Joined from \(fileNames.count) files, \(first.printable) to \(last.printable)")
    }
    return lines
  }
}

/// A chain of two certificates, or a connection's record.
private let findingByteCount = 4096
