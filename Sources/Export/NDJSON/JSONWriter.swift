import CertificateChains
import WireFormat

/// Writes JSON text (RFC 8259) into a buffer that is used again and again, keys in the order they are written.
///
/// Objects and arrays are closures, so a bracket can never be left open.
public struct JSONWriter {
  /// The text so far, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private var isBehindKey = false
  private var depth = 0
  private var isIndented: Bool

  /// - Parameter isIndented: a member a line, for people; without it everything is on one line, as NDJSON needs.
  public init(isIndented: Bool = false) {
    self.isIndented = isIndented
  }

  /// Makes room for so many bytes, where it can be told before: a large text grows by copies of itself.
  mutating func reserve(byteCount: Int) {
    bytes.reserveCapacity(bytes.count + byteCount)
  }

  /// Forgets the text and keeps the buffer.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Ends a line of NDJSON, or a file.
  public mutating func endLine() {
    bytes.append(.init(ascii: "\n"))
    needsComma = false
  }

  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    enclose(.init(ascii: "{"), .init(ascii: "}"), body)
  }

  public mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
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

  public mutating func array<Element>(
    _ key: String, _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    self.key(key)
    array(elements, body)
  }

  public mutating func array<Element>(_ elements: [Element], _ body: (inout JSONWriter, Element) -> Void) {
    guard !elements.isEmpty else { return literal("[]") }
    enclose(.init(ascii: "["), .init(ascii: "]")) { writer in
      for element in elements { body(&writer, element) }
    }
  }

  public mutating func member(_ key: String, _ value: String?) {
    self.key(key)
    if let value { string(value) } else { null() }
  }

  public mutating func member(_ key: String, _ value: Int?) {
    self.key(key)
    if let value { integer(value) } else { null() }
  }

  public mutating func member(_ key: String, _ value: Bool?) {
    self.key(key)
    if let value { literal(value ? "true" : "false") } else { null() }
  }

  /// An array of strings; null where there is none.
  public mutating func member(_ key: String, _ values: [String]?) {
    guard let values else {
      self.key(key)
      return null()
    }
    array(key, values) { writer, value in writer.string(value) }
  }

  public mutating func null() {
    literal("null")
  }

  public mutating func integer(_ value: Int) {
    separate()
    bytes.appendDecimal(value)
  }

  public mutating func string(_ value: String) {
    separate()
    appendQuoted(value)
  }
}

extension JSONWriter {
  private mutating func enclose(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    depth += 1
    needsComma = false
    body(&self)
    depth -= 1
    if needsComma { breakLine() }
    bytes.append(close)
    needsComma = true
  }

  /// - Parameter key: of letters, digits and `_`.
  mutating func key(_ key: String) {
    separate()
    let text = key.utf8.span
    bytes.append(addingCapacity: text.count + 3) { target in
      target.append(.init(ascii: "\""))
      target.append(copying: text)
      target.append(.init(ascii: "\""))
      target.append(.init(ascii: ":"))
    }
    if isIndented { bytes.append(.init(ascii: " ")) }
    isBehindKey = true
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(copying: text.utf8.span)
  }

  /// A value that was written before by another writer.
  mutating func key(_ key: String, raw text: [UInt8]) {
    self.key(key)
    raw(text)
  }

  /// Members of an object, or elements of an array, that were written before by another writer.
  mutating func raw(_ text: [UInt8]) {
    separate()
    bytes.append(contentsOf: text)
  }

  /// A string of printable ASCII without `"` and `\`, which `append` writes.
  mutating func member(_ key: String, plain append: (inout [UInt8]) -> Void) {
    self.key(key)
    separate()
    bytes.append(.init(ascii: "\""))
    append(&bytes)
    bytes.append(.init(ascii: "\""))
  }

  /// The comma and the line break before a member or an element; a key's value follows its key directly.
  private mutating func separate() {
    if isBehindKey {
      isBehindKey = false
    } else {
      if needsComma { bytes.append(.init(ascii: ",")) }
      if depth > 0 { breakLine() }
    }
    needsComma = true
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    bytes.append(.init(ascii: "\n"))
    for _ in 0..<depth { bytes.append(contentsOf: "  ".utf8) }
  }

  /// RFC 8259 section 7: `"`, `\` and what is below U+0020 must be escaped. What could steer a terminal
  /// or turn a line's direction is escaped as well, for the reader who looks at the text itself.
  private mutating func appendQuoted(_ text: String) {
    let utf8 = text.utf8.span
    guard utf8.isPlain else {
      bytes.append(.init(ascii: "\""))
      for scalar in text.unicodeScalars { append(scalar) }
      bytes.append(.init(ascii: "\""))
      return
    }
    bytes.append(addingCapacity: utf8.count + 2) { target in
      target.append(.init(ascii: "\""))
      target.append(copying: utf8)
      target.append(.init(ascii: "\""))
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append(contentsOf: "\\\"".utf8)
    case "\\": bytes.append(contentsOf: "\\\\".utf8)
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case _ where scalar.isInvisibleOrSteering:
      for unit in UTF16.CodeUnit.units(of: scalar) {
        bytes.append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] { bytes.append(hexDigits[Int(unit >> UInt16(shift)) & 0xf]) }
      }
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

extension Span<UInt8> {
  /// Nothing in it has to be escaped.
  fileprivate var isPlain: Bool {
    // To the end in any case, without a branch: so many bytes are looked at together.
    var isPlain = true
    for index in indices {
      let byte = self[index]
      isPlain = isPlain && byte >= 0x20 && byte < 0x7f && byte != 0x22 && byte != 0x5c
    }
    return isPlain
  }
}

extension UTF16.CodeUnit {
  fileprivate static func units(of scalar: Unicode.Scalar) -> [UInt16] {
    scalar.value < 0x10000 ? [UInt16(scalar.value)] : [UTF16.leadSurrogate(scalar), UTF16.trailSurrogate(scalar)]
  }
}

private let hexDigits = [UInt8]("0123456789abcdef".utf8)
