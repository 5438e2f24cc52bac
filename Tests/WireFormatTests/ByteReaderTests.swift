import Testing
import WireFormat

// `#expect` cannot take a reader, which must not escape: what it says is put into a constant first.

@Suite struct ByteReaderTests {
  private let bytes: [UInt8] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a]

  @Test func `integers are big-endian and in order`() throws {
    var reader = ByteReader(bytes.span)
    let first = try reader.readUInt8("a")
    let second = try reader.readUInt16("b")
    let third = try reader.readUInt24("c")
    let fourth = try reader.readUInt32("d")
    let isAtEnd = reader.isAtEnd
    #expect(first == 0x01)
    #expect(second == 0x0203)
    #expect(third == 0x040506)
    #expect(fourth == 0x0708_090a)
    #expect(isAtEnd)

    var other = ByteReader(bytes.span)
    let long = try other.readUInt64("e")
    let rest = other.remainingByteCount
    #expect(long == 0x0102_0304_0506_0708)
    #expect(rest == 2)
  }

  @Test func `an error says field, position, needed and available`() throws {
    var reader = ByteReader(bytes.span)
    try reader.skip(8, "head")
    let error = failure { () throws(WireError) in _ = try reader.readUInt32("length") }
    let position = reader.position
    #expect(error == WireError(.truncated, field: "length", position: 8, needed: 4, available: 2))
    #expect(error?.description == "length at byte 8 needs 4 bytes, 2 available")
    #expect(position == 8, "a failed read takes nothing")
  }

  @Test func `a child sees its bytes alone and reports positions of the whole`() throws {
    var reader = ByteReader(bytes.span, origin: 100)
    try reader.skip(2, "head")
    var child = try reader.readChild(byteCount: 3, "body")
    let positionBehind = reader.position
    let value = try child.readUInt16("x")
    #expect(positionBehind == 5)
    #expect(value == 0x0304)

    let short = failure { () throws(WireError) in _ = try child.readUInt16("y") }
    let leftOver = failure { () throws(WireError) in try child.expectEnd(of: "body") }
    let tooLong = failure { () throws(WireError) in _ = try reader.readChild(byteCount: 6, "more") }
    #expect(short == WireError(.truncated, field: "y", position: 104, needed: 2, available: 1))
    #expect(leftOver == WireError(.leftOver, field: "body", position: 104, available: 1))
    #expect(leftOver?.description == "1 bytes left over behind body at byte 104")
    #expect(tooLong == WireError(.truncated, field: "more", position: 105, needed: 6, available: 5))

    try child.skip(1, "z")
    try child.expectEnd(of: "body")
  }

  @Test(arguments: [-1, Int.min, Int.max, 11])
  func `impossible counts are refused`(count: Int) {
    var reader = ByteReader(bytes.span)
    let skipping = failure { () throws(WireError) in try reader.skip(count, "x") }
    let reading = failure { () throws(WireError) in _ = try reader.readBytes(count, "x") }
    let position = reader.position
    #expect(skipping?.reason == .truncated)
    #expect(reading?.reason == .truncated)
    #expect(position == 0)
  }

  @Test func `looking ahead moves nothing`() throws {
    var reader = ByteReader(bytes.span)
    try reader.skip(9, "head")
    let peeked = [0, 1, -1, Int.max, Int.min].map { reader.peekUInt8(at: $0) }
    let position = reader.position
    #expect(peeked == [0x0a, nil, nil, nil, nil])
    #expect(position == 9)
  }

  @Test func `a limit forgets what is behind it`() throws {
    var reader = ByteReader(bytes.span)
    try reader.skip(2, "head")
    reader.limit(toByteCount: 100)
    let all = reader.remainingByteCount
    reader.limit(toByteCount: 3)
    let some = [UInt8](copying: reader.readRemaining())
    reader.limit(toByteCount: -1)
    let isAtEnd = reader.isAtEnd
    #expect(all == 8)
    #expect(some == [0x03, 0x04, 0x05])
    #expect(isAtEnd)
  }

  @Test func `invalid values are placed`() throws {
    var reader = ByteReader(bytes.span, origin: 50)
    try reader.skip(4, "head")
    let error = reader.invalid("version", at: 3)
    #expect(error == WireError(.invalid, field: "version", position: 53))
    #expect(error.description == "version at byte 53 is invalid")
  }

  private func failure(_ body: () throws(WireError) -> Void) -> WireError? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }
}
