/// Up to 64 characters of ASCII, gathered without an allocation: digests in hex, times, object identifiers.
struct ShortText {
  static let capacity = 64

  private var characters = InlineArray<64, UInt8>(repeating: 0)
  private(set) var count = 0

  mutating func append(_ character: UInt8) {
    characters[count] = character
    count += 1
  }

  /// Decimal digits, with zeros in front up to `width`.
  mutating func appendDecimal(_ number: Int, width: Int = 1) {
    // Most arcs of object identifiers are of one digit, most parts of times of two.
    switch number {
    case 0...9 where width <= 1: append(UInt8(ascii: "0") + UInt8(number))
    case 0...99 where width <= 2:
      append(UInt8(ascii: "0") + UInt8(number / 10))
      append(UInt8(ascii: "0") + UInt8(number % 10))
    default:
      let digits = DecimalDigits(number, width: width)
      for index in digits.span.indices { append(digits.span[index]) }
    }
  }

  var text: String {
    guard let utf8 = try? UTF8Span(validating: characters.span.extracting(first: count)) else { return "" }
    return String(copying: utf8)
  }
}
