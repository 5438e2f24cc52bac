/// What ASCII characters are written to one by one, without a string between.
package protocol CharacterSink {
  mutating func append(_ character: UInt8)
}

extension CharacterSink {
  /// Decimal digits, with zeros in front up to `width` characters, and a minus before the zeros.
  @inlinable
  package mutating func appendDecimal(_ number: some BinaryInteger, width: Int = 1) {
    let magnitude = UInt(number.magnitude)
    if number < 0 { append(UInt8(ascii: "-")) }
    var divisor: UInt = 1
    var digitCount = number < 0 ? 2 : 1
    while digitCount < width || magnitude / divisor >= 10 {
      divisor *= 10
      digitCount += 1
    }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude / divisor % 10))
      divisor /= 10
    }
  }
}

extension [UInt8]: CharacterSink {}
