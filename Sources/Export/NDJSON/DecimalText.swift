import CertificateChains
import WireFormat

extension [UInt8] {
  /// Decimal digits, with zeros in front up to `width` characters, and a minus before the zeros.
  mutating func appendDecimal(_ number: Int, width: Int = 1) {
    append(copying: DecimalDigits(number, width: width).span)
  }
}
