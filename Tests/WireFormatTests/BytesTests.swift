import Testing
import WireFormat

@Suite struct BytesTests {
  private let bytes: [UInt8] = [1, 2, 3, 4, 5]

  @Test func `copies`() {
    #expect([UInt8](copying: bytes.span) == bytes)
    #expect([UInt8](copying: [UInt8]().span).isEmpty)
    var target: [UInt8] = [9]
    target.append(copying: bytes.span.extracting(1..<3))
    #expect(target == [9, 2, 3])
  }

  @Test(arguments: [
    (0, [1, 2, 3, 4, 5, 0, 0] as [UInt8]), (2, [0, 0, 1, 2, 3, 4, 5]), (4, [0, 0, 0, 0, 1, 2, 3]),
    (7, [0, 0, 0, 0, 0, 0, 0]), (-1, [0, 0, 0, 0, 0, 0, 0]),
  ])
  func `overwriting stays inside`(offset: Int, expected: [UInt8]) {
    var target = [UInt8](repeating: 0, count: 7)
    target.overwrite(at: offset, copying: bytes.span)
    #expect(target == expected)
  }

  @Test func `integers at an offset in both byte orders`() {
    let span = bytes.span
    #expect(span.bigEndianUInt16(at: 1) == 0x0203)
    #expect(span.bigEndianUInt32(at: 1) == 0x0203_0405)
    #expect(span.littleEndianUInt16(at: 1) == 0x0302)
    #expect(span.littleEndianUInt32(at: 1) == 0x0504_0302)
  }

  @Test(arguments: [(Int64(0), Int64(0)), (1_999_999_999, 1), (-1, -1), (-1_000_000_000, -1), (-1_000_000_001, -2)])
  func `seconds round down before the epoch as well`(nanoseconds: Int64, seconds: Int64) {
    #expect(Timestamp(nanosecondsSinceEpoch: nanoseconds).secondsSinceEpoch == seconds)
  }
}
