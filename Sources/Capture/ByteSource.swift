import WireFormat

/// Where the bytes of a capture come from: a file, standard input, memory, a member of an archive.
///
/// Bytes come once and in order; nothing here can seek, because a pipe cannot.
public protocol ByteSource: AnyObject {
  /// Reads some bytes into `buffer` from offset `start`, which is inside it: how many, or 0 at the end.
  ///
  /// May give fewer than fit although more follow, as a pipe does.
  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int
}

extension ByteSource {
  /// All bytes that are left.
  /// - Throws: also where there are more than `limit`.
  package func readAll(upTo limit: Int) throws(CaptureError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16 * 1024)
    var count = 0
    while true {
      if count == bytes.count { bytes += [UInt8](repeating: 0, count: count) }
      var free = bytes.mutableSpan
      let readCount = try read(into: &free, at: count)
      if readCount == 0 { return Array(bytes.prefix(count)) }
      count += readCount
      guard count <= limit else {
        throw .unreadable(reason: "larger than any file of certificates (\(limit >> 20) MiB)")
      }
    }
  }
}

/// Bytes in memory.
package final class MemoryByteSource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package func read(into buffer: inout MutableSpan<UInt8>, at start: Int) -> Int {
    let count = copy(bytes, from: position, into: &buffer, at: start)
    position += count
    return count
  }
}

/// A source whose first bytes were looked at: gives them again, then what follows.
package final class PeekedByteSource: ByteSource {
  /// Up to the number of bytes asked for; fewer only where the source has no more.
  package private(set) var firstBytes: [UInt8]
  private let rest: any ByteSource
  private var position = 0
  /// Thrown while peeking, behind bytes that are good and are given first.
  private var failure: CaptureError?

  package init(_ source: any ByteSource, byteCount: Int) throws(CaptureError) {
    rest = source
    var bytes = [UInt8](repeating: 0, count: byteCount)
    var count = 0
    do throws(CaptureError) {
      while count < byteCount {
        var buffer = bytes.mutableSpan
        let readCount = try source.read(into: &buffer, at: count)
        if readCount == 0 { break }
        count += readCount
      }
    } catch {
      if count == 0 { throw error }
      failure = error
    }
    bytes.removeLast(byteCount - count)
    firstBytes = bytes
  }

  /// Those of the first bytes that are still to be given.
  var unreadFirstBytes: ArraySlice<UInt8> { firstBytes[position...] }

  /// Gives `bytes` next, instead of ``unreadFirstBytes``.
  func replaceFirstBytes(with bytes: [UInt8]) {
    (firstBytes, position) = (bytes, 0)
  }

  package func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    guard position < firstBytes.count else {
      if let failure { throw failure }
      return try rest.read(into: &buffer, at: start)
    }
    let count = copy(firstBytes, from: position, into: &buffer, at: start)
    position += count
    return count
  }
}

/// As many of `bytes` from `position` on as fit into `buffer` from `start` on: how many.
private func copy(
  _ bytes: [UInt8], from position: Int, into buffer: inout MutableSpan<UInt8>, at start: Int
) -> Int {
  buffer.overwrite(at: start, copying: bytes.span.extracting(droppingFirst: position))
}
