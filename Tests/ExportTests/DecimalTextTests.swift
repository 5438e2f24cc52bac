import Testing

@testable import Export

@Suite struct DecimalTextTests {
  @Test(arguments: [0, 1, 9, 10, 11, 99, 100, 101, 255, 999, 1000, 1001, 65535, .max, -1, -9, -10, -999, -1000, .min])
  func everyNumberOfDigits(_ number: Int) {
    for width in [1, 2, 3, 9] {
      var text = TextBuffer()
      text.append(7)
      text.appendDecimal(number, width: width)
      let digits = String(number.magnitude)
      let sign = number < 0 ? "-" : ""
      let zeros = String(repeating: "0", count: max(0, width - sign.count - digits.count))
      #expect(text.bytes == [7] + Array((sign + zeros + digits).utf8))
    }
  }
}
