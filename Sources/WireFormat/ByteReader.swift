/// A bounds-checked reader over bytes that somebody else owns.
///
/// Every read names its field, so an error says what was missing. A structure whose length was
/// read is read from a child reader of exactly that length (``readChild(byteCount:_:)``), which
/// cannot see beyond it. Offsets in errors count from the start of the outermost structure.
public struct ByteReader: ~Escapable {
  @usableFromInline var bytes: Span<UInt8>
  @usableFromInline var offset: Int
  /// Offset of this reader's first byte in the outermost structure.
  public let origin: Int

  @inlinable
  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>, origin: Int = 0) {
    self.bytes = bytes
    self.offset = 0
    self.origin = origin
  }

  /// Offset of the next byte, from the start of this reader's bytes.
  @inlinable public var position: Int { offset }
  /// Bytes not read yet.
  @inlinable public var remainingByteCount: Int { bytes.count - offset }
  @inlinable public var isAtEnd: Bool { offset == bytes.count }

  @inlinable @inline(__always)
  func require(_ count: Int, _ field: StaticString) throws(WireError) {
    guard count >= 0, count <= bytes.count - offset else {
      throw truncated(count, field)
    }
  }

  /// Kept out of line, so that the readers inlined around it stay small.
  @usableFromInline @inline(never)
  func truncated(_ count: Int, _ field: StaticString) -> WireError {
    WireError(
      .truncated, field: field.description, position: origin + offset, needed: count, available: bytes.count - offset)
  }

  /// The error for a field whose value its standard does not allow.
  ///
  /// - Parameter position: where the field begins, as ``position`` was before it was read.
  @inline(never)
  public func invalid(_ field: StaticString, at position: Int) -> WireError {
    WireError(.invalid, field: field.description, position: origin + position)
  }

  @inlinable @inline(__always)
  public mutating func readUInt8(_ field: StaticString) throws(WireError) -> UInt8 {
    try require(1, field)
    defer { offset += 1 }
    return bytes[offset]
  }

  /// Big-endian, as all integers of the Internet protocols.
  @inlinable @inline(__always)
  public mutating func readUInt16(_ field: StaticString) throws(WireError) -> UInt16 {
    try require(2, field)
    defer { offset += 2 }
    return bytes.bigEndianUInt16(at: offset)
  }

  /// The 24-bit length that TLS puts before its messages and certificates.
  @inlinable
  public mutating func readUInt24(_ field: StaticString) throws(WireError) -> Int {
    try require(3, field)
    defer { offset += 3 }
    return bytes.bigEndianUInt24(at: offset)
  }

  @inlinable @inline(__always)
  public mutating func readUInt32(_ field: StaticString) throws(WireError) -> UInt32 {
    try require(4, field)
    defer { offset += 4 }
    return bytes.bigEndianUInt32(at: offset)
  }

  @inlinable @inline(__always)
  public mutating func readUInt64(_ field: StaticString) throws(WireError) -> UInt64 {
    try require(8, field)
    defer { offset += 8 }
    return UInt64(bytes.bigEndianUInt32(at: offset)) << 32 | UInt64(bytes.bigEndianUInt32(at: offset + 4))
  }

  /// The next bytes, without copying them.
  @inlinable
  @_lifetime(copy self)
  public mutating func readBytes(_ count: Int, _ field: StaticString) throws(WireError) -> Span<UInt8> {
    try require(count, field)
    let part = bytes.extracting(offset..<(offset + count))
    offset += count
    return part
  }

  /// A reader over exactly the next `byteCount` bytes; this reader moves behind them.
  @inlinable
  @_lifetime(copy self)
  public mutating func readChild(byteCount: Int, _ field: StaticString) throws(WireError) -> ByteReader {
    let start = origin + offset
    return ByteReader(try readBytes(byteCount, field), origin: start)
  }

  /// All bytes that are left.
  @inlinable
  @_lifetime(copy self)
  public mutating func readRemaining() -> Span<UInt8> {
    let part = bytes.extracting(offset..<bytes.count)
    offset = bytes.count
    return part
  }

  @inlinable @inline(__always)
  public mutating func skip(_ count: Int, _ field: StaticString) throws(WireError) {
    try require(count, field)
    offset += count
  }

  /// The byte `distance` bytes ahead without moving, or nil behind the end.
  @inlinable
  public func peekUInt8(at distance: Int = 0) -> UInt8? {
    distance >= 0 && distance < remainingByteCount ? bytes[offset + distance] : nil
  }

  /// Forgets all but the next `byteCount` bytes. A longer count than is left changes nothing.
  @inlinable
  @_lifetime(self: copy self)
  public mutating func limit(toByteCount byteCount: Int) {
    if byteCount < remainingByteCount {
      bytes = bytes.extracting(0..<(offset + max(0, byteCount)))
    }
  }

  /// Throws when bytes are left behind the last field of a structure.
  public func expectEnd(of structure: StaticString) throws(WireError) {
    guard isAtEnd else {
      throw WireError(
        .leftOver, field: structure.description, position: origin + offset, available: remainingByteCount)
    }
  }
}
