/// Colours of the text output, or none.
public struct TextStyle: Sendable {
  /// What a colour says, not how it looks.
  enum Meaning: String {
    case heading = "1"
    case label = "2"
    case good = "32"
    case doubtful = "33"
    case bad = "31"
  }

  private let isColoured: Bool

  public static let plain = TextStyle(isColoured: false)
  /// ANSI escape sequences (ECMA-48 SGR).
  public static let coloured = TextStyle(isColoured: true)

  func callAsFunction(_ meaning: Meaning, _ text: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(meaning.rawValue)m\(text)\u{1B}[0m" : text
  }
}
