import Export
import Runs

extension CaptureOrigin {
  /// What is to be said of it under what was found; nothing of a single file that no machine is known of.
  var lines: [String] {
    var lines = peer.map { ["Captured on \($0.printable)"] } ?? []
    if fileNames.count > 1, let first = fileNames.first, let last = fileNames.last {
      lines.append("Joined from \(fileNames.count) files, \(first.printable) to \(last.printable)")
    }
    return lines
  }
}
