import Capture

/// Sources one behind the other's end.
final class ChainedByteSource: ByteSource {
  /// The last one is read first.
  private var sources: [any ByteSource]

  init(_ sources: [any ByteSource]) {
    self.sources = sources.reversed()
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
