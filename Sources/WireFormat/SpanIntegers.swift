/// Integers at an offset of bytes whose length the caller has checked; out of bounds traps.
extension Span<UInt8> {
  @inlinable @inline(__always)
  public func bigEndianUInt16(at offset: Int) -> UInt16 {
    UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
  }

  @inlinable @inline(__always)
  public func bigEndianUInt24(at offset: Int) -> Int {
    Int(bigEndianUInt16(at: offset)) << 8 | Int(self[offset + 2])
  }

  @inlinable @inline(__always)
  public func bigEndianUInt32(at offset: Int) -> UInt32 {
    UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
      | UInt32(self[offset + 3])
  }

  @inlinable @inline(__always)
  public func bigEndianUInt64(at offset: Int) -> UInt64 {
    UInt64(bigEndianUInt32(at: offset)) << 32 | UInt64(bigEndianUInt32(at: offset + 4))
  }

  @inlinable @inline(__always)
  public func littleEndianUInt16(at offset: Int) -> UInt16 {
    bigEndianUInt16(at: offset).byteSwapped
  }

  @inlinable @inline(__always)
  public func littleEndianUInt32(at offset: Int) -> UInt32 {
    bigEndianUInt32(at: offset).byteSwapped
  }
}
