import Capture

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A private temporary file without a name, for what has to be read later or from any place; it is gone when nobody
/// holds it any more, also after a crash.
@safe final class SpoolFile {
  private let descriptor: CInt
  private let maximumByteCount: Int
  private var byteCount = 0

  init(maximumByteCount: Int) throws(CaptureError) {
    self.maximumByteCount = maximumByteCount
    // Safe: a terminated string of its own, or NULL.
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var name = Array((folder + "/pcapcert-XXXXXX").utf8CString)
    // mkstemp(3) makes it readable for its owner only, and writes its name over the template.
    descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { throw spoolFailure() }
    _ = unsafe unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// What became of bytes that were appended.
  struct Appended {
    enum Ending {
      /// All are there.
      case whole
      /// There are more than may be.
      case limit
      /// The source gave no more.
      case unreadable(CaptureError)
      /// `bytes` were read and could not be written.
      case unwritable(CaptureError, bytes: [UInt8])
    }

    var place: Range<Int>
    var ending: Ending
  }

  /// Appends what `source` has: where it is, and whether it is all there or the limit has cut it.
  func append(_ source: any ByteSource) throws(CaptureError) -> (place: Range<Int>, isWhole: Bool) {
    let appended = appendWhatFits(of: source)
    switch appended.ending {
    case .whole: return (appended.place, true)
    case .limit: return (appended.place, false)
    case .unreadable(let error), .unwritable(let error, _): throw error
    }
  }

  /// Appends what `source` has, as far as that is possible; nothing that was read is lost.
  func appendWhatFits(of source: any ByteSource) -> Appended {
    let start = byteCount
    var bytes = [UInt8](repeating: 0, count: chunkByteCount)
    while true {
      let room = maximumByteCount - byteCount
      guard room > 0 else { return Appended(place: start..<byteCount, ending: .limit) }
      if room < bytes.count { bytes.removeLast(bytes.count - room) }
      let count: Int
      do throws(CaptureError) {
        count = try Self.read(source, into: &bytes)
      } catch {
        return Appended(place: start..<byteCount, ending: .unreadable(error))
      }
      if count == 0 { return Appended(place: start..<byteCount, ending: .whole) }
      do throws(CaptureError) {
        try write(bytes, count)
      } catch {
        return Appended(place: start..<byteCount, ending: .unwritable(error, bytes: Array(bytes.prefix(count))))
      }
    }
  }

  /// What was appended last and is not wanted.
  func takeBack(_ place: Range<Int>) {
    if place.upperBound == byteCount { byteCount = place.lowerBound }
  }

  /// The bytes at `place`.
  func source(_ place: Range<Int>) -> any SeekableByteSource {
    SpooledByteSource(self, place)
  }

  fileprivate func read(
    into buffer: inout MutableSpan<UInt8>, at start: Int, from place: Range<Int>
  ) throws(CaptureError) -> Int {
    // Safe: pread(2) writes at most `room` bytes behind `start`, which is inside the buffer.
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      let room = min(bytes.count - start, place.count)
      return unsafe pread(descriptor, bytes.baseAddress?.advanced(by: start), room, off_t(place.lowerBound))
    }
    guard count >= 0 else { throw spoolFailure() }
    return count
  }

  private static func read(_ source: any ByteSource, into bytes: inout [UInt8]) throws(CaptureError) -> Int {
    var free = bytes.mutableSpan
    return try source.read(into: &free, at: 0)
  }

  private func write(_ bytes: [UInt8], _ count: Int) throws(CaptureError) {
    var written = 0
    while written < count {
      // Safe: pwrite(2) reads at most what is left of the first `count` bytes.
      let result = unsafe bytes.withUnsafeBytes { bytes in
        unsafe pwrite(
          descriptor, bytes.baseAddress?.advanced(by: written), count - written, off_t(byteCount + written))
      }
      guard result >= 0 else { throw spoolFailure() }
      written += result
    }
    byteCount += count
  }
}

/// Bytes in a spool file.
private final class SpooledByteSource: SeekableByteSource {
  private let file: SpoolFile
  private let place: Range<Int>
  private var position = 0

  init(_ file: SpoolFile, _ place: Range<Int>) {
    self.file = file
    self.place = place
  }

  var byteCount: Int? { place.count }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    let from = min(place.lowerBound + position, place.upperBound)
    let count = try file.read(into: &buffer, at: start, from: from..<place.upperBound)
    position += count
    return count
  }

  func seek(to offset: Int64, from origin: SeekOrigin) -> Int64? {
    let base =
      switch origin {
      case .start: 0
      case .current: position
      case .end: place.count
      }
    let (sum, overflow) = Int64(base).addingReportingOverflow(offset)
    // Far behind the end is as good as behind it.
    guard !overflow, sum >= 0, sum <= Int64(Int32.max) << 16 else { return nil }
    position = Int(sum)
    return sum
  }
}

private func spoolFailure() -> CaptureError {
  // Safe: a terminated string of strerror's own, copied at once.
  let reason = unsafe String(cString: strerror(errno))
  return .unreadable(reason: "the temporary file for it: \(reason)")
}

private let chunkByteCount = 256 * 1024
