import WireFormat

/// The name of a file that is one of several which a capturing program wrote one after the other.
struct RotatedName: Equatable {
  /// The name without what counts: equal for all files of a capture.
  var series: String
  /// Nil where there is none in the name: the first of `tcpdump -C`, or a name that counts by time.
  var number: Int?
  /// The name alone says that they belong together; otherwise the times of their packets have to agree.
  var isCertain: Bool
  /// It counts neither files nor time: as a rule of a capture of one file, else of the first that `tcpdump -C` wrote.
  var isUncounted = false

  /// - Parameter name: without its folder. What a compressor appended is ignored.
  init?(_ name: String) {
    let name = withoutCompression(name)
    if let file = ExpresswayName(name) {
      guard case .capture(let interface, let number) = file.kind else { return nil }
      self.init(series: "eth\(interface) \(file.host)", number: number, isCertain: true)
    } else if let (series, number) = dumpcapName(name) {
      self.init(series: series, number: number, isCertain: true)
    } else if let (series, number) = tcpdumpName(name) {
      self.init(series: series, number: number, isCertain: false)
      isUncounted = number == nil && series == name
    } else {
      return nil
    }
  }

  private init(series: String, number: Int?, isCertain: Bool) {
    (self.series, self.number, self.isCertain) = (series, number, isCertain)
  }

  /// False where a file that begins at `time` cannot continue one that ends at `lastTime`: its packets are from
  /// before, or from so much later that no handshake is under way any more.
  func canContinue(after lastTime: Timestamp?, at time: Timestamp?) -> Bool {
    guard let lastTime, let time else { return true }
    let (gap, overflow) = time.nanosecondsSinceEpoch.subtractingReportingOverflow(lastTime.nanosecondsSinceEpoch)
    // Files of two snapshots of one machine can lie together.
    if isCertain { return !overflow && gap <= longestCertainGap }
    return !overflow && (longestOverlap...longestGap).contains(gap)
  }
}

/// The name without what a compressor appended.
func withoutCompression(_ name: String) -> String {
  let ending = [".gz", ".xz", ".bz2", ".zst", ".lz4"].first { name.hasSuffix($0) }
  return String(name.dropLast(ending?.count ?? 0))
}

/// `trace_00003_20261124215328.pcapng`, and since Wireshark 4.2 also `trace_20261124215328_00003.pcapng`
/// (dumpcap(1), -b).
private func dumpcapName(_ name: String) -> (series: String, number: Int)? {
  let dot = name.lastIndex(of: ".") ?? name.endIndex
  let words = name[..<dot].split(separator: "_", omittingEmptySubsequences: false)
  guard words.count >= 3, words.suffix(2).allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }) else { return nil }
  let (first, second) = (words[words.count - 2], words[words.count - 1])
  let counter = second.utf8.count == 14 ? first : second
  let time = second.utf8.count == 14 ? second : first
  guard time.utf8.count == 14, 5...9 ~= counter.utf8.count, let number = Int(counter) else { return nil }
  return (words.dropLast(2).joined(separator: "_") + "_*" + name[dot...], number)
}

/// `tcpdump -C` appends nothing to the first name, then 1, 2, ...; with `-W` it counts from 0, padded with zeros. With
/// `-G` there is a time in the name, in any form (strftime(3)). A name without an ending is left alone: too many that
/// are none of tcpdump's end in a digit.
private func tcpdumpName(_ name: String) -> (series: String, number: Int?)? {
  let digitCount = name.utf8.reversed().prefix { $0.isDigit }.count
  let base = name.dropLast(digitCount)
  guard digitCount <= 9, let dot = base.lastIndex(of: "."), dot > base.startIndex,
    case let ending = base[base.index(after: dot)...].utf8, !ending.isEmpty,
    ending.allSatisfy({ 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 })
  else { return nil }
  return (withoutTime(base[..<dot]) + base[dot...], Int(name.suffix(digitCount)))
}

/// The name with a star in place of a date and time to the second, or of seconds since 1970.
private func withoutTime(_ name: Substring) -> String {
  var isAfterDigit = false
  for place in name.utf8.indices {
    defer { isAfterDigit = name.utf8[place].isDigit }
    guard !isAfterDigit, name.utf8[place].isDigit else { continue }
    var clock = NameScanner(name[place...])
    var seconds = clock
    guard clock.takeDate() else {
      guard let number = seconds.takeNumber(digits: 10...10), number < 2_000_000_000 else { continue }
      return name[..<place] + "*" + seconds.text
    }
    clock.takeSeparator()
    if clock.takeTime() { return name[..<place] + "*" + clock.text }
  }
  return String(name)
}

/// Packets of several interfaces or processors can be a little out of order.
private let longestOverlap: Int64 = -1_000_000_000
private let longestGap: Int64 = 60_000_000_000
/// A capture that is filtered can see nothing for long.
private let longestCertainGap: Int64 = 12 * 3600 * 1_000_000_000
