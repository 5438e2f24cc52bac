@testable import CertificateChains
import Testing

@Suite struct DecimalDigitsTests {
  private func digits(_ number: Int, width: Int = 1) -> String {
    let digits = DecimalDigits(number, width: width)
    return String(decoding: digits.span.indices.map { digits.span[$0] }, as: UTF8.self)
  }

  @Test(arguments: [0, 9, 10, -1, -10, .max, .min])
  func numbers(number: Int) { #expect(digits(number) == String(number)) }

  @Test func widths() {
    #expect(digits(7, width: 2) == "07")
    #expect(digits(123_456_789, width: 9) == "123456789")
    #expect(digits(0, width: 4) == "0000")
    #expect(digits(-5, width: 4) == "-005")
    #expect(digits(12345, width: 2) == "12345")
  }
}
