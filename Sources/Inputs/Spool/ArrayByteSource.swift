import Capture

/// Bytes that are in memory.
final class ArrayByteSource: ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    let count = min(rest.count, buffer.count - start)
    for (offset, byte) in rest.prefix(count).enumerated() { buffer[start + offset] = byte }
    rest = rest.dropFirst(count)
    return count
  }
}
