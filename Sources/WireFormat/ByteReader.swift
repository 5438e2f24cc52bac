/// A bounds-checked reader over bytes that somebody else owns.
///
/// Every read names its field, so an error says what was missing. A structure whose length was
/// read is read from a child reader of exactly that length (``readChild(byteCount:_:)``), which
/// cannot see beyond it. Offsets in errors count from the start of the outermost structure.
public struct ByteReader: ~Escapable {
  @usableFromInline let bytes: Span<UInt8>
  /// Offset of the next byte, from the start of this reader's bytes.
  public private(set) var position: Int
  /// Offset of this reader's first byte in the outermost structure.
  public let origin: Int

  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>, origin: Int = 0) {
    self.bytes = bytes
    self.position = 0
    self.origin = origin
  }

  /// Bytes not read yet.
  public var remainingByteCount: Int { bytes.count - position }
  public var isAtEnd: Bool { position == bytes.count }

  @inline(__always)
  private func require(_ count: Int, _ field: StaticString) throws(WireError) {
    guard count <= bytes.count - position else {
      throw WireError(
        .truncated, field: field.description, position: origin + position, needed: count,
        available: bytes.count - position)
    }
  }

  public mutating func readUInt8(_ field: StaticString) throws(WireError) -> UInt8 {
    try require(1, field)
    defer { position += 1 }
    return bytes[position]
  }

  /// Big-endian, as all integers of the Internet protocols.
  public mutating func readUInt16(_ field: StaticString) throws(WireError) -> UInt16 {
    try require(2, field)
    defer { position += 2 }
    return bytes.bigEndianUInt16(at: position)
  }

  /// The 24-bit length that TLS puts before its messages and certificates.
  public mutating func readUInt24(_ field: StaticString) throws(WireError) -> Int {
    try require(3, field)
    defer { position += 3 }
    return Int(bytes[position]) << 16 | Int(bytes[position + 1]) << 8 | Int(bytes[position + 2])
  }

  public mutating func readUInt32(_ field: StaticString) throws(WireError) -> UInt32 {
    try require(4, field)
    defer { position += 4 }
    return bytes.bigEndianUInt32(at: position)
  }

  public mutating func readUInt64(_ field: StaticString) throws(WireError) -> UInt64 {
    try require(8, field)
    defer { position += 8 }
    return UInt64(bytes.bigEndianUInt32(at: position)) << 32 | UInt64(bytes.bigEndianUInt32(at: position + 4))
  }

  /// The next bytes, without copying them.
  @_lifetime(copy self)
  public mutating func readBytes(_ count: Int, _ field: StaticString) throws(WireError) -> Span<UInt8> {
    try require(count, field)
    let part = bytes.extracting(position..<(position + count))
    position += count
    return part
  }

  /// A reader over exactly the next `byteCount` bytes; this reader moves behind them.
  @_lifetime(copy self)
  public mutating func readChild(byteCount: Int, _ field: StaticString) throws(WireError) -> ByteReader {
    let start = origin + position
    return ByteReader(try readBytes(byteCount, field), origin: start)
  }

  /// All bytes that are left.
  @_lifetime(copy self)
  public mutating func readRemaining() -> Span<UInt8> {
    let part = bytes.extracting(position..<bytes.count)
    position = bytes.count
    return part
  }

  public mutating func skip(_ count: Int, _ field: StaticString) throws(WireError) {
    try require(count, field)
    position += count
  }

  /// The next byte without moving, or nil at the end.
  public func peekUInt8(at offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  /// Throws when bytes are left behind the last field of a structure.
  public func expectEnd(of structure: StaticString) throws(WireError) {
    guard isAtEnd else {
      throw WireError(
        .leftOver, field: structure.description, position: origin + position, available: remainingByteCount)
    }
  }
}
