/// Reads the name of a file from its beginning.
struct NameScanner {
  private(set) var rest: Substring.UTF8View

  init(_ name: some StringProtocol) {
    rest = Substring(name).utf8
  }

  /// What is left.
  var text: String { String(Substring(rest)) }

  mutating func take(_ word: String) -> Bool {
    guard rest.starts(with: word.utf8) else { return false }
    rest = rest.dropFirst(word.utf8.count)
    return true
  }

  /// As many decimal digits as there are, if their count is in `counts`.
  mutating func takeNumber(digits counts: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { $0.isDigit }
    guard counts.contains(digits.count), let number = Int(Substring(digits)) else { return nil }
    rest = rest.dropFirst(digits.count)
    return number
  }

  /// Exactly two or four digits, whatever follows them.
  mutating func takeDigits(_ count: Int, in range: ClosedRange<Int>) -> Bool {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(\.isDigit), let number = Int(Substring(digits)),
      range.contains(number)
    else { return false }
    rest = rest.dropFirst(count)
    return true
  }

  /// A date as 20261124 or 2026-11-24, also with dots or underscores.
  mutating func takeDate() -> Bool {
    guard takeDigits(4, in: 1990...2099) else { return false }
    takeSeparator()
    guard takeDigits(2, in: 1...12) else { return false }
    takeSeparator()
    return takeDigits(2, in: 1...31)
  }

  /// A time of day to the second: 215328, 21:53:28, 21h53m28 and the like.
  mutating func takeTime() -> Bool {
    guard takeDigits(2, in: 0...23) else { return false }
    takeSeparator()
    guard takeDigits(2, in: 0...59) else { return false }
    takeSeparator()
    return takeDigits(2, in: 0...60)
  }

  mutating func takeSeparator() {
    if let first = rest.first, ":-_. Thm".utf8.contains(first) { rest = rest.dropFirst() }
  }

  mutating func skip() { rest = rest.dropFirst() }
}

extension UInt8 {
  var isDigit: Bool { 0x30...0x39 ~= self }
}
