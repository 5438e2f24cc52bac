import CPcap
import CShim

/// A FILE, as libpcap wants it, over a byte source.
///
/// The FILE belongs to libpcap once a capture was opened on it; this object has to outlive it, for the FILE
/// calls back here and uses the buffer.
@safe final class SourceStream {
  /// What the source threw. C knows only that reading failed.
  fileprivate(set) var failure: CaptureError?
  var source: any ByteSource
  // Safe: allocated once, freed in `deinit`, used by the FILE only.
  private let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: bufferByteCount)

  init(_ source: any ByteSource) {
    self.source = source
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// A new FILE, which the caller has to close before this object goes; nil when out of memory.
  func open() -> UnsafeMutablePointer<FILE>? {
    // Safe: not retained by the FILE, which the caller closes before this object goes.
    unsafe pcapcert_open_reader(Unmanaged.passUnretained(self).toOpaque(), readFromSource, buffer, bufferByteCount)
  }
}

/// Large: libpcap asks stdio for each packet's header and bytes, and the default of 4 KiB takes twice the time.
private let bufferByteCount = 256 * 1024

/// Called by the FILE for more bytes.
private let readFromSource: pcapcert_read_function = { context, bytes, byteCount in
  guard byteCount > 0 else { return 0 }
  // Safe: `context` is the stream that `open` handed over, alive as long as its FILE; stdio gives `byteCount`
  // writable bytes at `bytes`, for this call.
  let stream = unsafe Unmanaged<SourceStream>.fromOpaque(context).takeUnretainedValue()
  let start = unsafe UnsafeMutableRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
  var free = unsafe MutableSpan<UInt8>(_unsafeStart: start, count: byteCount)
  do throws(CaptureError) {
    return try stream.source.read(into: &free, at: 0)
  } catch {
    stream.failure = error
    return -1
  }
}
