import CertificateChains
import WireFormat

/// Writes JSON text (RFC 8259) into a buffer that is used again and again, keys in the order they are written.
///
/// It writes the lines and objects that this program knows. Objects and arrays are closures, so a bracket can never be
/// left open.
public struct JSONWriter {
  private var text = TextBuffer()
  private var needsComma = false
  private var isBehindKey = false
  private var depth = 0
  private var isIndented: Bool

  /// - Parameter isIndented: a member a line, for people; without it everything is on one line, as NDJSON needs.
  public init(isIndented: Bool = false) {
    self.isIndented = isIndented
  }

  /// The text so far, in UTF-8.
  public var bytes: [UInt8] { mutating get { text.bytes } }

  public var byteCount: Int { text.byteCount }

  /// Hands out the text so far where it is long, and goes on behind it with none: one that grows and grows is copied
  /// again and again, and held as a whole.
  ///
  /// - Returns: nil where it is short.
  mutating func takePiece() -> [UInt8]? { text.byteCount >= Self.pieceByteCount ? text.takeBytes() : nil }

  private static let pieceByteCount = 64 << 10

  /// Forgets the text and keeps the buffer.
  public mutating func removeAll() {
    text.removeAll()
    needsComma = false
  }

  /// Ends a line of NDJSON, or a file.
  public mutating func endLine() {
    text.append("\n")
    needsComma = false
  }

  @inline(__always)
  mutating func object(_ body: (inout JSONWriter) -> Void) {
    enclose("{", "}", body)
  }

  @inline(__always)
  mutating func object(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    object(body)
  }

  /// An object that stands on one line also where others do not.
  mutating func objectOnOneLine(_ body: (inout JSONWriter) -> Void) {
    separate()
    isBehindKey = true
    let wasIndented = isIndented
    isIndented = false
    object(body)
    isIndented = wasIndented
  }

  @inline(__always)
  mutating func array<Elements: Collection>(
    _ key: StaticString, _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    self.key(key)
    array(elements, body)
  }

  @inline(__always)
  mutating func array<Elements: Collection>(
    _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    guard !elements.isEmpty else { return literal("[]") }
    enclose("[", "]") { writer in
      for element in elements { body(&writer, element) }
    }
  }

  @inline(__always)
  mutating func member(_ key: StaticString, _ value: String?) {
    self.key(key)
    if let value { string(value) } else { null() }
  }

  /// A word of the schema, a number or a time: nothing in it has to be escaped.
  @inline(__always)
  mutating func member(_ key: StaticString, word: String?) {
    self.key(key)
    if let word { self.word(word) } else { null() }
  }

  @inline(__always)
  mutating func member(_ key: StaticString, _ value: Int?) {
    self.key(key)
    if let value { integer(value) } else { null() }
  }

  @inline(__always)
  mutating func member(_ key: StaticString, _ value: Bool?) {
    self.key(key)
    if let value { literal(value ? "true" : "false") } else { null() }
  }

  /// An array of strings; null where there is none.
  mutating func member(_ key: StaticString, _ values: [String]?) {
    guard let values else {
      self.key(key)
      return null()
    }
    array(key, values) { writer, value in writer.string(value) }
  }

  mutating func null() {
    literal("null")
  }

  mutating func integer(_ value: Int) {
    separate()
    text.appendDecimal(value)
  }

  mutating func string(_ value: String) {
    separate()
    appendQuoted(value)
  }
}

extension JSONWriter {
  @inline(__always)
  private mutating func enclose(_ open: StaticString, _ close: StaticString, _ body: (inout JSONWriter) -> Void) {
    separate()
    text.append(open)
    depth += 1
    needsComma = false
    body(&self)
    depth -= 1
    if needsComma { breakLine() }
    text.append(close)
    needsComma = true
  }

  /// - Parameter key: of letters, digits and `_`.
  @inline(__always)
  mutating func key(_ key: StaticString) {
    separate()
    text.append("\"", key, "\":")
    if isIndented { text.append(" ") }
    isBehindKey = true
  }

  @inline(__always)
  private mutating func literal(_ literal: StaticString) {
    separate()
    text.append(literal)
  }

  /// A value, members of an object, or elements of an array, that were written before by another writer.
  mutating func raw(_ text: [UInt8]) {
    separate()
    self.text.append(copying: text.span)
  }

  mutating func raw(_ place: TextStore.Place, of store: TextStore) {
    separate()
    store.append(place, to: &text)
  }

  /// A string of printable ASCII without `"` and `\`, which `append` writes.
  @inline(__always)
  mutating func member(_ key: StaticString, plain append: (inout TextBuffer) -> Void) {
    self.key(key)
    separate()
    text.append("\"")
    append(&text)
    text.append("\"")
  }

  /// The comma and the line break before a member or an element; a key's value follows its key directly.
  @inline(__always)
  private mutating func separate() {
    if isBehindKey {
      isBehindKey = false
    } else {
      if needsComma { text.append(",") }
      if isIndented, depth > 0 { breakLine() }
    }
    needsComma = true
  }

  @inline(never)
  private mutating func breakLine() {
    guard isIndented else { return }
    text.append("\n")
    for _ in 0..<depth { text.append("  ") }
  }

  private mutating func word(_ word: String) {
    separate()
    text.append("\"")
    text.append(copying: word.utf8Span.span)
    text.append("\"")
  }

  /// RFC 8259 section 7: `"`, `\` and what is below U+0020 must be escaped. What could steer a terminal
  /// or turn a line's direction is escaped as well, for the reader who looks at the text itself.
  private mutating func appendQuoted(_ value: String) {
    text.append("\"")
    let utf8 = value.utf8Span.span
    if utf8.isPlain {
      text.append(copying: utf8)
    } else {
      for scalar in value.unicodeScalars { append(scalar) }
    }
    text.append("\"")
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": text.append("\\\"")
    case "\\": text.append("\\\\")
    case "\n": text.append("\\n")
    case "\r": text.append("\\r")
    case "\t": text.append("\\t")
    case _ where scalar.isInvisibleOrSteering:
      for unit in UTF16.CodeUnit.units(of: scalar) {
        text.append("\\u")
        for shift in [12, 8, 4, 0] { text.append(hexDigits[Int(unit >> UInt16(shift)) & 0xf]) }
      }
    default: for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { text.append(byte) }
    }
  }
}

extension Span<UInt8> {
  /// Nothing in it has to be escaped: printable ASCII without `"` and `\`.
  fileprivate var isPlain: Bool {
    // Eight bytes together, to the end in any case; the last eight may hold some that were looked at before.
    var found: UInt64 = 0
    guard count >= 8 else {
      for index in indices { found |= escapeMarks(of: UInt64(self[index]) | 0x2020_2020_2020_2000) }
      return found == 0
    }
    var position = 0
    while position < count - 8 {
      found |= escapeMarks(of: eightBytes(at: position))
      position += 8
    }
    return found | escapeMarks(of: eightBytes(at: count - 8)) == 0
  }
}

/// The highest bit of some byte is set where a byte has to be escaped, or is none of ASCII.
@inline(__always)
private func escapeMarks(of bytes: UInt64) -> UInt64 {
  let (ones, highest) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
  // A byte below the limit borrows when that is subtracted, which sets its highest bit.
  func marks(below limit: UInt64, _ bytes: UInt64) -> UInt64 { (bytes &- ones &* limit) & ~bytes }
  let control = marks(below: 0x20, bytes)
  let quote = marks(below: 1, bytes ^ (ones &* 0x22))
  let backslash = marks(below: 1, bytes ^ (ones &* 0x5c))
  let delete = marks(below: 1, bytes ^ (ones &* 0x7f))
  return (bytes | control | quote | backslash | delete) & highest
}

extension UTF16.CodeUnit {
  fileprivate static func units(of scalar: Unicode.Scalar) -> [UInt16] {
    scalar.value < 0x10000 ? [UInt16(scalar.value)] : [UTF16.leadSurrogate(scalar), UTF16.trailSurrogate(scalar)]
  }
}

private let hexDigits = [UInt8]("0123456789abcdef".utf8)
