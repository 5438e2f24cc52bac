/// Lays `pieces` out in lines of at most `width` characters. A line is broken between pieces; a piece
/// that fills more than a line alone is cut.
///
/// Widths are counted in characters; scripts whose characters fill two columns come out wider.
func wrapped(_ pieces: [String], width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var count = 0
  for piece in pieces {
    let size = piece.characterCounts
    if !line.isEmpty, count + size.withoutTrailingSpaces > width {
      lines.append(line.withoutTrailingSpaces)
      (line, count) = ("", 0)
    }
    line += piece
    // What is no ASCII may be one character with what it stands behind.
    count = size.isASCII ? count + size.all : line.count
    guard count > width else { continue }
    while line.characterCounts.withoutTrailingSpaces > width {
      lines.append(String(line.prefix(width)))
      line = String(line.dropFirst(width))
    }
    count = line.characterCounts.all
  }
  let rest = line.withoutTrailingSpaces
  if !rest.isEmpty { lines.append(rest) }
  return lines
}

extension String {
  /// The text cut behind each of its commas that no backslash precedes: the parts of an RFC 2253 name.
  var partsOfName: [String] {
    var isEscaped = false
    return cut { byte in
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      return byte == UInt8(ascii: ",") && !isEscaped
    }
  }

  /// The text cut behind each of its spaces.
  var words: [String] { cut { $0 == UInt8(ascii: " ") } }

  /// The text cut behind each byte for which `isEnd` holds, which asks for ASCII.
  private func cut(behind isEnd: (UInt8) -> Bool) -> [String] {
    var parts: [String] = []
    var start = startIndex
    for index in utf8.indices where isEnd(utf8[index]) {
      let end = utf8.index(after: index)
      parts.append(String(self[start..<end]))
      start = end
    }
    if start < endIndex { parts.append(String(self[start...])) }
    return parts
  }
}

extension String {
  /// Characters are found by rules that take their time. In ASCII each byte is one, but for a line's end, which no line
  /// holds.
  fileprivate var characterCounts: (all: Int, withoutTrailingSpaces: Int, isASCII: Bool) {
    let isASCII = utf8.allSatisfy { $0 < 0x80 }
    let all = isASCII ? utf8.count : count
    return (all, all - trailingSpaceCount, isASCII)
  }

  fileprivate var withoutTrailingSpaces: String {
    let spaceCount = trailingSpaceCount
    return spaceCount == 0 ? self : String(self[..<utf8.index(endIndex, offsetBy: -spaceCount)])
  }

  private var trailingSpaceCount: Int {
    var spaceCount = 0
    for byte in utf8.reversed() {
      guard byte == UInt8(ascii: " ") else { break }
      spaceCount += 1
    }
    return spaceCount
  }
}

extension Array<String> {
  /// A list for people, to be wrapped between its elements: `a, `, `b, `, `c`.
  var listPieces: [String] {
    enumerated().map { $0.offset == count - 1 ? $0.element : $0.element + ", " }
  }
}

package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
}
