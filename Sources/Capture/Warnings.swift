/// Trouble that ended one packet or one block, but not the file: each kind once, and not too many.
struct Warnings {
  private struct Entry {
    let text: String
    let firstPacket: Int?
    var count: Int
  }

  private var entries: [Entry] = []
  private var leftOutCount = 0

  /// - Parameters:
  ///   - text: without what differs from packet to packet, so that equal trouble is counted, not listed.
  ///   - packet: the packet's number, where the trouble is one packet's.
  mutating func record(_ text: String, packet: Int? = nil) {
    if let index = entries.firstIndex(where: { $0.text == text }) {
      entries[index].count += 1
    } else if entries.count < maximumEntryCount {
      entries.append(Entry(text: text, firstPacket: packet, count: 1))
    } else {
      leftOutCount += 1
    }
  }

  /// One line each; the last says how many were left out.
  var lines: [String] {
    var lines: [String] = []
    for entry in entries {
      let place = entry.firstPacket.map { "packet \($0): " } ?? ""
      let repetition = entry.count > 1 ? " (\(entry.count) times)" : ""
      lines.append(place + entry.text + repetition)
    }
    if leftOutCount > 0 { lines.append("and \(leftOutCount) more") }
    return lines
  }
}

private let maximumEntryCount = 20
