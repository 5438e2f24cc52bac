/// A version of Expressway's software, as Cisco writes it: `X14.2`, `X8.10.4`.
public struct ExpresswayVersion: Sendable, Comparable, CustomStringConvertible {
  private let numbers: [Int]

  /// Nil for anything but `X`, numbers and dots; the X may lack.
  public init?(_ text: String) {
    let digits = text.hasPrefix("X") || text.hasPrefix("x") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.count <= 6 ? Int($0) : nil }
    guard numbers.count == parts.count, 1...4 ~= numbers.count, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    self.numbers = numbers
  }

  init(_ major: Int, _ minor: Int) { numbers = [major, minor] }

  public static func < (left: ExpresswayVersion, right: ExpresswayVersion) -> Bool {
    left.significant.lexicographicallyPrecedes(right.significant)
  }

  public static func == (left: ExpresswayVersion, right: ExpresswayVersion) -> Bool {
    left.significant == right.significant
  }

  /// X14 is X14.0.
  private var significant: [Int] {
    var numbers = numbers
    while numbers.last == 0, numbers.count > 1 { numbers.removeLast() }
    return numbers
  }

  public var description: String { "X" + numbers.map { String($0) }.joined(separator: ".") }
}
