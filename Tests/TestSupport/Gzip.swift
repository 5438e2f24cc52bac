/// A gzip file of one member of stored blocks (RFC 1951, 3.2.4; RFC 1952, 2.3).
public func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var position = 0
  repeat {
    let block = bytes[position..<min(position + 65_535, bytes.count)]
    position = block.endIndex
    let length = UInt16(block.count)
    file += [position == bytes.count ? 1 : 0, UInt8(length & 0xFF), UInt8(length >> 8)]
    file += [UInt8(~length & 0xFF), UInt8(~length >> 8)] + block
  } while position < bytes.count
  return file + littleEndian(crc32(bytes)) + littleEndian(UInt32(bytes.count))
}

/// The checksum of gzip and zip (RFC 1952, 8).
public func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc = UInt32.max
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return ~crc
}

/// The bytes of a number, the lowest first.
public func littleEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
  (0..<(Value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> Value(8 * $0)) }
}
