import WireFormat

/// The order of the bytes of a section's integers, which its header tells.
enum ByteOrder {
  case big, little
}

/// What stands between a block's two lengths.
///
/// Offsets are checked by who reads: below `byteCount`, or it traps.
struct BlockBody: ~Escapable {
  let bytes: Span<UInt8>
  let byteOrder: ByteOrder

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, _ byteOrder: ByteOrder) {
    self.bytes = bytes
    self.byteOrder = byteOrder
  }

  var byteCount: Int { bytes.count }

  func uint16(at offset: Int) -> UInt16 {
    byteOrder == .little ? bytes.littleEndianUInt16(at: offset) : bytes.bigEndianUInt16(at: offset)
  }

  @inline(__always)
  func uint32(at offset: Int) -> UInt32 {
    byteOrder == .little ? bytes.littleEndianUInt32(at: offset) : bytes.bigEndianUInt32(at: offset)
  }

  func uint64(at offset: Int) -> UInt64 {
    let (first, second) = (UInt64(uint32(at: offset)), UInt64(uint32(at: offset + 4)))
    return byteOrder == .little ? second << 32 | first : first << 32 | second
  }
}
