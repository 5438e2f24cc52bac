import TestSupport
import Testing

@testable import Export

@Suite struct TextBufferTests {
  /// Pieces of all lengths around those that the buffer puts together, against an array.
  @Test func piecesComeOutAsTheyWentIn() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var text = TextBuffer()
      var expected: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<60, using: &random) {
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
          let byte = UInt8.random(in: .min ... .max, using: &random)
          text.append(byte)
          expected.append(byte)
        case 1:
          text.append("static")
          expected += Array("static".utf8)
        case 2:
          text.append("\"", "key", "\":")
          expected += Array("\"key\":".utf8)
        case 3:
          let number = Int.random(in: -9...70_000, using: &random)
          text.appendDecimal(number)
          expected += Array(String(number).utf8)
        default:
          let bytes = [UInt8](
            repeating: .random(in: .min ... .max, using: &random), count: .random(in: 0..<700, using: &random))
          text.append(copying: bytes.span)
          expected += bytes
        }
        if Bool.random(using: &random), Bool.random(using: &random) { #expect(text.bytes == expected, "seed \(seed)") }
        if Int.random(in: 0..<20, using: &random) == 0 {
          #expect(text.takeBytes() == expected, "seed \(seed)")
          expected = []
        }
        #expect(text.byteCount == expected.count, "seed \(seed)")
      }
      #expect(text.bytes == expected, "seed \(seed)")
      text.removeAll()
      #expect(text.bytes.isEmpty && text.byteCount == 0)
    }
  }

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
