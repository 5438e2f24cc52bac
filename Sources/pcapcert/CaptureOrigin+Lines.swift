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

  /// What is said of a capture, after the name of the file that it is about, which it may begin with by itself.
  func line(_ text: String, of file: String) -> String {
    let isNamed = fileNames.contains { text.hasPrefix($0 + ": ") }
    return isNamed ? text.printable : "\(file.printable): \(text.printable)"
  }
}
