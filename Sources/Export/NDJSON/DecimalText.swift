/// Numbers as text without a string between, for what is written a hundred thousand times.
extension [UInt8] {
  mutating func appendDecimal(_ value: Int) {
    if value < 0 { append(.init(ascii: "-")) }
    var rest = value.magnitude
    var divisor: UInt = 1
    while rest / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(.init(ascii: "0") + UInt8(rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  /// - Parameter width: how many digits to write, with zeros before; `value` must have no more.
  mutating func appendDecimal(_ value: Int64, width: Int) {
    var divisor: Int64 = 1
    for _ in 1..<Swift.max(1, width) { divisor *= 10 }
    while divisor > 0 {
      append(.init(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }
}
