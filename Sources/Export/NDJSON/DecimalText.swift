import CertificateChains
import WireFormat

extension [UInt8] {
  /// Decimal digits, with zeros in front up to `width` characters, and a minus before the zeros.
  mutating func appendDecimal(_ number: Int, width: Int = 1) {
    // The octets of addresses and most else that is counted: three digits at most.
    guard width <= 1, 0..<1000 ~= number else { return append(copying: DecimalDigits(number, width: width).span) }
    append(addingCapacity: 3) { digits in
      if number >= 100 { digits.append(.init(ascii: "0") + UInt8(number / 100)) }
      if number >= 10 { digits.append(.init(ascii: "0") + UInt8(number / 10 % 10)) }
      digits.append(.init(ascii: "0") + UInt8(number % 10))
    }
  }
}
