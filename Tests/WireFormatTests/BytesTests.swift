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

  @Test func `every length is copied and hashed`() {
    var generator = SystemRandomNumberGenerator()
    var hashes: Set<UInt64> = []
    for count in 0...200 {
      var bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      var target: [UInt8] = [9]
      target.append(addingCapacity: count + 1) { output in
        output.append(copying: bytes.span)
        output.append(8)
      }
      #expect(target == [9] + bytes + [8])
      let hash = bytes.span.hash(seed: 7)
      #expect(hash == Array(bytes).span.hash(seed: 7))
      #expect(hash != bytes.span.hash(seed: 8))
      hashes.insert(hash)
      for index in bytes.indices {
        bytes[index] ^= 1
        #expect(bytes.span.hash(seed: 7) != hash, "byte \(index) of \(count)")
        bytes[index] ^= 1
      }
    }
    #expect(hashes.count == 201)
  }

  /// Rows of the same words in another order.
  @Test func `the places of words count in a hash`() {
    let words = (0..<6 as Range<UInt8>).map { [UInt8](repeating: $0, count: 8) }
    var hashes: Set<UInt64> = []
    for first in words.indices {
      for second in words.indices where first < second {
        var swapped = words
        swapped.swapAt(first, second)
        hashes.insert(Array(swapped.joined()).span.hash(seed: 1))
      }
    }
    #expect(hashes.count == 15)
  }

  @Test func `equal bytes, and bytes that differ in one place`() {
    func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool { one.span.isEqual(to: other.span) }
    for count in 0...200 {
      var bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      let others = bytes
      #expect(isEqual(bytes, others))
      for index in bytes.indices {
        bytes[index] ^= 0x80
        #expect(!isEqual(bytes, others), "byte \(index) of \(count)")
        bytes[index] ^= 0x80
      }
      #expect(!isEqual(bytes, others + [0]))
    }
  }

  @Test func `eight bytes from any place`() {
    let bytes = (1...17).map { UInt8($0) }
    for offset in 0...9 {
      var value: UInt64 = 0
      for index in 0..<8 { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
      #expect(UInt64(littleEndian: bytes.span.eightBytes(at: offset)) == value)
    }
  }

  @Test func `text of bytes`() {
    #expect(Array("Müller".utf8).span.text == "Müller")
    #expect(([0x61, 0xff] as [UInt8]).span.text == "a\u{fffd}")
    #expect([UInt8]().span.text == "")
  }

  /// At each place where they fit, and only there.
  @Test func bytesAreWrittenWhereTheyFit() {
    for count in 0...5 {
      for length in 0...count {
        for offset in 0...count - length {
          var bytes = [UInt8](repeating: 0, count: count)
          let written = (0..<length).map { UInt8($0 + 1) }
          var target = bytes.mutableSpan
          target.write(written.span, at: offset)
          var expected = [UInt8](repeating: 0, count: count)
          for index in written.indices { expected[offset + index] = written[index] }
          #expect(bytes == expected)
        }
      }
    }
  }

  @Test func aStaticStringIsItsBytes() {
    for text in ["", "a", "ünïcödé"] as [StaticString] {
      #expect([UInt8](copying: text.utf8Span) == Array(text.description.utf8))
    }
  }

  @Test func threeBytesAreANumber() {
    #expect(([9, 1, 2, 3] as [UInt8]).span.bigEndianUInt24(at: 1) == 0x010203)
  }
}
