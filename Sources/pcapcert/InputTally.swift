import Export
import Inputs

/// How many inputs were read, and what was not, for the end of a run.
struct InputTally {
  private(set) var captureCount = 0
  private(set) var certificateCount = 0
  private var lossCount = 0
  private var losses: [String] = []

  var hasLoss: Bool { lossCount > 0 }

  mutating func countCapture() { captureCount += 1 }

  mutating func countCertificate() { certificateCount += 1 }

  mutating func countLoss(_ name: String, _ reason: String) {
    lossCount += 1
    if losses.count < listedLossCount { losses.append("  \(name.printable): \(reason.printable)") }
  }

  /// - Parameter namedCount: what the user named; where that is all there was, there is nothing to say.
  func closingLines(namedCount: Int) -> [String] {
    guard captureCount + lossCount + certificateCount > 0 else { return ["no capture is in what was named"] }
    let hasMore = captureCount + lossCount + certificateCount > namedCount
    guard hasMore || (lossCount > 0 && namedCount > 1) else { return [] }
    var text = "read \(counted(captureCount, "capture"))"
    if certificateCount > 0 { text += " and \(counted(certificateCount, "installed certificate"))" }
    guard lossCount > 0 else { return [text] }
    let rest = lossCount > losses.count ? ["  and \(lossCount - losses.count) more"] : []
    return ["\(text); not read, or not to the end:"] + losses + rest
  }
}

private let listedLossCount = 20
