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
  /// Where bytes of a source are.
  struct Place {
    var range: Range<Int>
    /// What the source threw behind them.
    var failure: CaptureError?
  }

  enum Appended {
    /// All that the source gave.
    case whole(Place)
    /// Not all: behind what is at the place comes `unwritten`, then what the source has left.
    case cut(Place, unwritten: [UInt8], reason: String)
  }

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

  /// Appends what `source` has, as far as there is room.
  func append(_ source: any ByteSource) -> Appended {
    let start = byteCount
    var bytes = [UInt8](repeating: 0, count: chunkByteCount)
    while true {
      let room = maximumByteCount - byteCount
      guard room > 0 else {
        let reason = "they come to more than \(maximumByteCount) bytes (see --max-spool)"
        return .cut(Place(range: start..<byteCount), unwritten: [], reason: reason)
      }
      if room < bytes.count { bytes.removeLast(bytes.count - room) }
      let count: Int
      do throws(CaptureError) {
        count = try Self.read(source, into: &bytes)
      } catch {
        return .whole(Place(range: start..<byteCount, failure: error))
      }
      if count == 0 { return .whole(Place(range: start..<byteCount)) }
      do throws(CaptureError) {
        try write(bytes, count)
      } catch {
        return .cut(
          Place(range: start..<byteCount), unwritten: Array(bytes.prefix(count)), reason: error.description)
      }
    }
  }

  /// What was appended last and is not wanted.
  func takeBack(_ place: Place) {
    if place.range.upperBound == byteCount { byteCount = place.range.lowerBound }
  }

  /// The bytes at `place`, and what was thrown behind them.
  func source(_ place: Place) -> any ByteSource {
    let source = SpooledByteSource(self, place.range)
    return place.failure.map { ChainedByteSource(source, FailedByteSource($0)) } ?? source
  }

  /// All of them, of a source that gave them without an error.
  func seekableSource(_ place: Place) -> any SeekableByteSource {
    SpooledByteSource(self, place.range)
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
