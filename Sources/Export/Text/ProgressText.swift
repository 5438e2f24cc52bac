/// The line that says how far the reading of inputs is.
package struct ProgressText {
  private let totalByteCount: Int?
  private let totalFileCount: Int
  /// The latest, oldest first: what the rate is taken from.
  private var samples: [(time: Duration, byteCount: Int)] = [(.zero, 0)]

  /// - Parameter totalByteCount: nil where it is not known.
  package init(totalByteCount: Int?, totalFileCount: Int) {
    self.totalByteCount = totalByteCount
    self.totalFileCount = totalFileCount
  }

  /// To be asked some times a second.
  /// - Parameter time: since the beginning.
  package mutating func line(byteCount: Int, fileCount: Int, chainCount: Int, at time: Duration) -> String {
    samples.append((time, byteCount))
    if samples.count > sampleLimit { samples.removeFirst() }
    let seconds = (time - samples[0].time) / .seconds(1)
    let rate = seconds > 0 ? Double(byteCount - samples[0].byteCount) / seconds : 0
    var parts = [amountText(byteCount)]
    // An archive that is read twice comes to more than it has.
    if let totalByteCount, totalByteCount > 0, byteCount <= totalByteCount {
      parts[0] += " of \(amountText(totalByteCount)) (\(byteCount * 100 / totalByteCount) %)"
    }
    if totalFileCount > 1 { parts.append("file \(fileCount) of \(totalFileCount)") }
    parts.append("\(amountText(Int(rate)))/s")
    if let totalByteCount, byteCount < totalByteCount, rate >= 1 {
      parts.append("\(clockText(Int((Double(totalByteCount - byteCount) / rate).rounded(.up)))) left")
    }
    parts.append(counted(chainCount, "chain"))
    return parts.joined(separator: ", ")
  }
}

/// Of the last five seconds, at four a second.
private let sampleLimit = 20

/// `812 KiB`, `3.4 GiB`.
private func amountText(_ byteCount: Int) -> String {
  var (whole, unit) = (Double(max(byteCount, 0)), 0)
  while whole >= 1000, unit < units.count - 1 {
    whole /= 1024
    unit += 1
  }
  guard unit > 1, whole < 100 else { return "\(Int(whole)) \(units[unit])" }
  let tenths = Int(whole * 10)
  return "\(tenths / 10).\(tenths % 10) \(units[unit])"
}

private let units = ["B", "KiB", "MiB", "GiB", "TiB"]

/// `0:07`, `2:05:00`.
private func clockText(_ seconds: Int) -> String {
  func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
  let start = hours > 0 ? "\(hours):\(twoDigits(minutes))" : "\(minutes)"
  return "\(start):\(twoDigits(seconds % 60))"
}
