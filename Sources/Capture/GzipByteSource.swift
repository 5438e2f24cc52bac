import CZlib

/// What gzip compressed, unpacked as it is read (RFC 1952): one member after the other, as `zcat` does.
///
/// zlib itself rather than libarchive, whose gzip filter drops up to 64 KiB before the place where a file is cut.
@safe package final class GzipByteSource: ByteSource {
  /// The compressed data ended inside a member; all that precedes was given.
  package private(set) var isCut = false

  private let compressed: any ByteSource
  private var input = [UInt8](repeating: 0, count: inputByteCount)
  /// The part of ``input`` that is not unpacked yet.
  private var unread = 0..<0
  private var isInsideMember = false
  private var isFinished = false
  // Safe: allocated once, freed in `deinit`; zlib keeps its address, so it must not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  package init(_ compressed: any ByteSource) throws(CaptureError) {
    self.compressed = compressed
    unsafe stream.initialize(to: z_stream())
    let status = unsafe inflateInit2_(
      stream, gzipWindowBits, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .unreadable(reason: "zlib cannot be started (\(status))") }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  package func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    while !isFinished {
      if unread.isEmpty, try !refill() {
        isFinished = true
        isCut = isInsideMember
        break
      }
      if !isInsideMember, try !beginMember() { break }
      let count = try unpack(into: &buffer, at: start)
      if count > 0 { return count }
    }
    return 0
  }

  private func refill() throws(CaptureError) -> Bool {
    // Moved out and back: a span of a property could outlive it.
    var bytes: [UInt8] = []
    swap(&bytes, &input)
    defer { swap(&bytes, &input) }
    let count = try Self.fill(&bytes, from: compressed)
    unread = 0..<count
    return count > 0
  }

  private static func fill(_ bytes: inout [UInt8], from source: any ByteSource) throws(CaptureError) -> Int {
    var free = bytes.mutableSpan
    return try source.read(into: &free, at: 0)
  }

  /// Behind a member comes another one, or what is none of gzip's: padding, which `zcat` ignores as well.
  private func beginMember() throws(CaptureError) -> Bool {
    guard input[unread.lowerBound] == 0x1F else {
      isFinished = true
      return false
    }
    isInsideMember = true
    guard unsafe inflateReset(stream) == Z_OK else { throw damage() }
    return true
  }

  private func unpack(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    var status = Z_OK
    // Safe: both buffers stay where they are for this call, and zlib writes only into the room it is told of.
    let written = unsafe buffer.withUnsafeMutableBytes { output in
      unsafe input.withUnsafeMutableBytes { bytes in
        let room = min(output.count - start, Int(UInt32.max))
        unsafe stream.pointee.next_in = bytes.baseAddress?.advanced(by: unread.lowerBound)
          .assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_in = UInt32(unread.count)
        unsafe stream.pointee.next_out = output.baseAddress?.advanced(by: start)
          .assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(room)
        status = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe room - Int(stream.pointee.avail_out)
      }
    }
    unread = unsafe unread.upperBound - Int(stream.pointee.avail_in)..<unread.upperBound
    switch status {
    case Z_STREAM_END: isInsideMember = false
    case Z_OK, Z_BUF_ERROR: break
    default:
      // What was unpacked before the damage is given first; the next call fails again.
      if written == 0 { throw damage() }
    }
    return written
  }

  private func damage() -> CaptureError {
    // Safe: zlib's text is a constant string or NULL.
    let text = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "its end is missing"
    return .unreadable(reason: "the gzip data is damaged: \(text)")
  }
}

/// 32 KiB of window, and a gzip header expected (zlib.h, inflateInit2).
private let gzipWindowBits: CInt = 15 + 16
private let inputByteCount = 64 * 1024
