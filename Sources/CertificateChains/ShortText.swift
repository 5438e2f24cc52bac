/// Up to 64 characters of ASCII, gathered without an allocation: digests in hex, times, object identifiers.
struct ShortText {
  static let capacity = 64

  private var characters = InlineArray<64, UInt8>(repeating: 0)
  private(set) var count = 0

  mutating func append(_ character: UInt8) {
    characters[count] = character
    count += 1
  }

  /// Decimal digits, with zeros in front up to `width` characters.
  mutating func append(_ number: some BinaryInteger, width: Int = 1) {
    let magnitude = UInt(number.magnitude)
    var divisor: UInt = 1
    var digitCount = number < 0 ? 2 : 1
    while magnitude / divisor >= 10 {
      divisor *= 10
      digitCount += 1
    }
    for _ in 0..<max(0, width - digitCount) { append(UInt8(ascii: "0")) }
    if number < 0 { append(UInt8(ascii: "-")) }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(magnitude / divisor % 10))
      divisor /= 10
    }
  }

  var text: String {
    guard let utf8 = try? UTF8Span(validating: characters.span.extracting(first: count)) else { return "" }
    return String(copying: utf8)
  }
}
