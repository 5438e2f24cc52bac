import ChainDiff

/// A field's values below each other: what was expected with `-`, what was seen with `+`.
struct UnifiedLines {
  let style: TextStyle

  func lines(_ field: FieldDifference) -> [String] {
    let values = field.shownValues
    var lines: [String] = []
    for (mark, meaning, texts) in [("- ", TextStyle.Meaning.bad, values.expected), ("+ ", .good, values.seen)] {
      for text in texts {
        for (index, line) in wrapped(text.printable.words, width: textWidth - titleWidth - 8).enumerated() {
          lines.append(style(meaning, (index == 0 ? mark : "  ") + line))
        }
      }
    }
    return lines.enumerated().map { index, line in titled(index == 0 ? field.title : "", line, style) }
  }
}

/// A field's values beside each other, expected left and seen right.
struct SideBySide {
  let style: TextStyle

  func lines(_ field: FieldDifference) -> [String] {
    let values = field.shownValues
    let width = (textWidth - titleWidth - 6 - 3) / 2
    let left = values.expected.flatMap { wrapped($0.printable.words, width: width) }
    let right = values.seen.flatMap { wrapped($0.printable.words, width: width) }
    return (0..<max(left.count, right.count)).map { index in
      let (one, other) = (index < left.count ? left[index] : "", index < right.count ? right[index] : "")
      let padding = String(repeating: " ", count: max(0, width - one.count))
      return titled(index == 0 ? field.title : "", style(.bad, one) + padding + " | " + style(.good, other), style)
    }
  }
}

extension FieldDifference {
  /// What is worth showing: of a list what went and what came, unless only its order changed.
  fileprivate var shownValues: (expected: [String], seen: [String]) {
    let (removed, added) = (removed, added)
    let shown = isList && !(removed.isEmpty && added.isEmpty) ? (removed, added) : (expected, seen)
    guard shown.0.isEmpty, shown.1.isEmpty else { return shown }
    // An extension that is there and empty against one that is not there.
    return (["(none, or empty)"], ["(none, or empty)"])
  }
}

private func titled(_ title: String, _ line: String, _ style: TextStyle) -> String {
  // A title that fills its column has a line of its own.
  let name = title.printable
  let head = "      " + style(.label, name)
  guard name.count < titleWidth else { return head + "\n" + String(repeating: " ", count: 6 + titleWidth) + line }
  return head + String(repeating: " ", count: titleWidth - name.count) + line
}

private let titleWidth = 13
