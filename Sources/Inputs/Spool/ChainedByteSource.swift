import Capture

/// One source, and behind its end another one.
final class ChainedByteSource: ByteSource {
  private var sources: [any ByteSource]

  init(_ first: any ByteSource, _ second: any ByteSource) {
    sources = [second, first]
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    while let source = sources.last {
      let count = try source.read(into: &buffer, at: start)
      if count > 0 { return count }
      sources.removeLast()
    }
    return 0
  }
}

/// Has nothing to give but an error.
final class FailedByteSource: ByteSource {
  private let failure: CaptureError

  init(_ failure: CaptureError) { self.failure = failure }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int { throw failure }
}
