import WireFormat

/// Text in UTF-8 that grows by many small pieces.
///
/// They are put together where nobody asks at each whether an array is shared or full, a few hundred bytes at a time.
struct TextBuffer {
  private var whole: [UInt8] = []
  /// What is behind `whole`.
  private var pieces = InlineArray<512, UInt8>(repeating: 0)
  private var pieceByteCount = 0

  var byteCount: Int { whole.count + pieceByteCount }

  /// All of the text.
  var bytes: [UInt8] {
    mutating get {
      flush()
      return whole
    }
  }

  /// Hands out all of the text, and goes on with none.
  mutating func takeBytes() -> [UInt8] {
    flush()
    var next: [UInt8] = []
    next.reserveCapacity(whole.count)
    return exchange(&whole, with: next)
  }

  /// Forgets the text and keeps the memory.
  mutating func removeAll() {
    whole.removeAll(keepingCapacity: true)
    pieceByteCount = 0
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    makeRoom(1)
    put(byte)
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    makeRoom(text.utf8CodeUnitCount)
    put(text.utf8Span)
  }

  /// Three in one: of all that is appended, keys are most. Together they must be no longer than a piece may be.
  @inline(__always)
  mutating func append(_ one: StaticString, _ two: StaticString, _ three: StaticString) {
    makeRoom(one.utf8CodeUnitCount &+ two.utf8CodeUnitCount &+ three.utf8CodeUnitCount)
    put(one.utf8Span)
    put(two.utf8Span)
    put(three.utf8Span)
  }

  mutating func append(copying text: Span<UInt8>) {
    guard text.count <= pieces.count / 2 else { return appendWhole(text) }
    makeRoom(text.count)
    put(text)
  }

  /// Decimal digits, with zeros in front up to `width` characters, and a minus before the zeros.
  @inline(__always)
  mutating func appendDecimal(_ number: Int, width: Int = 1) {
    // The octets of addresses and most else that is counted, and the parts of times.
    switch number {
    case 0..<1000 where width <= 1:
      makeRoom(3)
      // Each digit is put, and the next one takes its place where it was a leading zero: how many digits a number has
      // cannot be foretold, and a branch that is foretold wrongly costs more.
      put(digit: number / 100)
      if number < 100 { pieceByteCount &-= 1 }
      put(digit: number / 10 % 10)
      if number < 10 { pieceByteCount &-= 1 }
      put(digit: number % 10)
    case 0..<100 where width == 2:
      makeRoom(2)
      put(digit: number / 10)
      put(digit: number % 10)
    default: appendLongDecimal(number, width: width)
    }
  }

  private mutating func appendLongDecimal(_ number: Int, width: Int) {
    var rest = number.magnitude
    var digitCount = 1
    var limit: UInt = 10
    while rest >= limit, digitCount < 20 {
      digitCount += 1
      limit = limit &* 10
    }
    let isNegative = number < 0
    digitCount = max(digitCount, width - (isNegative ? 1 : 0))
    makeRoom(digitCount + 1)
    if isNegative { put(.init(ascii: "-")) }
    // From the end on, two at a time.
    let start = pieceByteCount
    var place = start + digitCount
    while place > start + 1 {
      place -= 2
      let pair = UInt8(truncatingIfNeeded: rest % 100)
      pieces[place] = .init(ascii: "0") &+ pair / 10
      pieces[place + 1] = .init(ascii: "0") &+ pair % 10
      rest /= 100
    }
    if place > start { pieces[start] = .init(ascii: "0") &+ UInt8(truncatingIfNeeded: rest) }
    pieceByteCount = start + digitCount
  }

  /// Of what room was made for.
  @inline(__always)
  private mutating func put(_ text: Span<UInt8>) {
    let place = pieceByteCount
    var target = pieces.mutableSpan
    target.write(text, at: place)
    pieceByteCount = place &+ text.count
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    pieces[pieceByteCount] = byte
    pieceByteCount &+= 1
  }

  @inline(__always)
  private mutating func put(digit: Int) {
    put(.init(ascii: "0") &+ UInt8(truncatingIfNeeded: digit))
  }

  @inline(__always)
  private mutating func makeRoom(_ byteCount: Int) {
    if pieceByteCount &+ byteCount > pieces.count { flush() }
  }

  @inline(never)
  private mutating func flush() {
    guard pieceByteCount > 0 else { return }
    whole.append(copying: pieces.span.extracting(first: pieceByteCount))
    pieceByteCount = 0
  }

  @inline(never)
  private mutating func appendWhole(_ text: Span<UInt8>) {
    flush()
    whole.append(copying: text)
  }
}
