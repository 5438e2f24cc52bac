/// Lays `pieces` out in lines of at most `width` characters. A line is broken between pieces; a piece
/// that fills more than a line alone is cut.
///
/// Widths are counted in characters; scripts whose characters fill two columns come out wider.
func wrapped(_ pieces: [String], width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for piece in pieces {
    if !line.isEmpty, line.count + piece.trimmingTrailingSpaces.count > width {
      lines.append(line.trimmingTrailingSpaces)
      line = ""
    }
    line += piece
    while line.trimmingTrailingSpaces.count > width {
      lines.append(String(line.prefix(width)))
      line = String(line.dropFirst(width))
    }
  }
  if !line.trimmingTrailingSpaces.isEmpty { lines.append(line.trimmingTrailingSpaces) }
  return lines
}

extension String {
  /// The text cut behind each of its commas that no backslash precedes: the parts of an RFC 2253 name.
  var partsOfName: [String] {
    var parts: [String] = []
    var part = ""
    var isEscaped = false
    for character in self {
      part.append(character)
      if character == ",", !isEscaped {
        parts.append(part)
        part = ""
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return part.isEmpty ? parts : parts + [part]
  }

  /// The text cut behind each of its spaces.
  var words: [String] {
    var words: [String] = []
    var word = ""
    for character in self {
      word.append(character)
      if character == " " {
        words.append(word)
        word = ""
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  fileprivate var trimmingTrailingSpaces: Substring {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return self[..<end]
  }
}

extension [String] {
  fileprivate mutating func append(_ text: Substring) { append(String(text)) }
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
