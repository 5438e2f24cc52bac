import CArchive
import Capture

/// Bytes of an archive, for libarchive.
///
/// libarchive holds the address of this object and of its buffer as long as the handle is open.
@safe final class ArchiveFeed {
  /// What the source threw. libarchive knows only that reading failed.
  fileprivate(set) var failure: CaptureError?
  fileprivate let source: any ByteSource
  fileprivate let budget: UnpackingBudget
  // Safe: allocated once, freed in `deinit`; libarchive reads it between two calls of `readBytes`.
  fileprivate let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: feedByteCount)

  init(_ source: any ByteSource, _ budget: UnpackingBudget) {
    self.source = source
    self.budget = budget
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// Opens `handle` on this feed, which must outlive it; libarchive's result.
  func open(_ handle: OpaquePointer) -> CInt {
    // Safe: not retained by libarchive; the owner of both closes the handle first.
    unsafe archive_read_set_callback_data(handle, Unmanaged.passUnretained(self).toOpaque())
    unsafe archive_read_set_read_callback(handle, readBytes)
    if source is any SeekableByteSource {
      unsafe archive_read_set_skip_callback(handle, skipBytes)
      unsafe archive_read_set_seek_callback(handle, seekBytes)
    }
    return unsafe archive_read_open1(handle)
  }
}

/// The feed behind libarchive's client data.
private func feed(_ context: UnsafeMutableRawPointer?) -> ArchiveFeed? {
  // Safe: the pointer that `open` handed over; the feed lives as long as the handle.
  unsafe context.map { unsafe Unmanaged<ArchiveFeed>.fromOpaque($0).takeUnretainedValue() }
}

private func readBytes(
  _ handle: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ start: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let feed = unsafe feed(context), feed.failure == nil else { return -1 }
  unsafe start?.pointee = UnsafeRawPointer(feed.buffer)
  // Safe: the buffer is this long, and nobody else uses it during the call.
  var free = unsafe MutableSpan<UInt8>(_unsafeStart: feed.buffer, count: feedByteCount)
  do throws(CaptureError) {
    // A stage of several may unpack much of which nothing comes out.
    for stage in unsafe 0..<archive_filter_count(handle) - 1 {
      try feed.budget.check(Int(unsafe archive_filter_bytes(handle, stage)))
    }
    return try feed.source.read(into: &free, at: 0)
  } catch {
    feed.failure = error
    return -1
  }
}

private func skipBytes(_: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ count: Int64) -> Int64 {
  guard let file = unsafe feed(context)?.source as? any SeekableByteSource,
    let here = file.seek(to: 0, from: .current)
  else { return 0 }
  // Not behind the end, or a file that is cut would not be found to be.
  let skipped = max(0, min(count, Int64(file.byteCount ?? 0) - here))
  return file.seek(to: skipped, from: .current) == nil ? 0 : skipped
}

private func seekBytes(
  _: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ offset: Int64, _ whence: CInt
) -> Int64 {
  guard let file = unsafe feed(context)?.source as? any SeekableByteSource, let origin = SeekOrigin(rawValue: whence),
    let place = file.seek(to: offset, from: origin)
  else { return Int64(ARCHIVE_FATAL) }
  return place
}

private let feedByteCount = 128 * 1024
