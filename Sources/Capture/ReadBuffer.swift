import WireFormat

/// The bytes of a file around the place where it is being read, in one buffer that is used again and again: packets
/// are read where they lie in it, not copied out.
struct ReadBuffer: ~Copyable {
  private(set) var bytes: [UInt8]
  /// Where the bytes begin that were read from the source and not taken yet.
  private(set) var start = 0
  /// Where they end.
  private(set) var end = 0
  private let source: any ByteSource
  /// What the source threw; it is thrown on when all bytes before were taken.
  private var failure: CaptureError?
  private var isSourceAtEnd = false

  init(_ source: any ByteSource) {
    self.source = source
    bytes = [UInt8](repeating: 0, count: Self.firstByteCount)
  }

  var availableCount: Int { end - start }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span }
  }

  mutating func take(_ count: Int) {
    start += count
  }

  /// Reads on until `count` bytes are there; false where the file ends before.
  mutating func fill(_ count: Int) throws(CaptureError) -> Bool {
    while availableCount < count {
      guard try readSome() else { return false }
    }
    return true
  }

  /// Reads on until the buffer is full or the file ends. What goes wrong meanwhile is thrown by ``fill(_:)``, when
  /// bytes are missed.
  mutating func fillUp() {
    guard availableCount < bytes.count else { return }
    do throws(CaptureError) {
      while availableCount < bytes.count, try readSome() {}
    } catch {
      failure = error
    }
  }

  /// Leaves the buffer, with what was taken from it, in `other`'s place, and goes on in `other` with what was not.
  mutating func exchange(_ other: inout [UInt8]) {
    let rest = start..<end
    let wanted = max(Self.chunkByteCount, rest.count)
    if other.count < wanted || other.count > max(wanted, Self.keptByteCount) {
      other = [UInt8](repeating: 0, count: wanted)
    }
    other.overwrite(at: 0, copying: bytes.span.extracting(rest))
    swap(&other, &bytes)
    (start, end) = (0, rest.count)
  }

  /// The bytes that were read and not taken, which others read on from; the source follows them.
  mutating func takeRest() -> [UInt8] {
    let rest = [UInt8](copying: bytes.span.extracting(start..<end))
    start = end
    return rest
  }

  /// False at the end of the file.
  private mutating func readSome() throws(CaptureError) -> Bool {
    if let failure { throw failure }
    if isSourceAtEnd { return false }
    if end == bytes.count { makeRoom() }
    let (source, end) = (source, end)
    var space = bytes.mutableSpan
    let count = try source.read(into: &space, at: end)
    self.end += count
    isSourceAtEnd = count == 0
    return count > 0
  }

  /// Moves what was not taken to the front. Where that fills the buffer, makes it twice as large: so a length in a
  /// file costs memory only as far as the file has bytes for it.
  private mutating func makeRoom() {
    guard start > 0 else {
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
      return
    }
    let rest = [UInt8](copying: bytes.span.extracting(start..<end))
    bytes.overwrite(at: 0, copying: rest.span)
    (start, end) = (0, rest.count)
  }

  /// Small files are many, and a pipe gives no more at a time.
  private static let firstByteCount = 64 * 1024
  /// Larger ones change hands less often, smaller ones stay in a core's cache.
  static let chunkByteCount = 256 * 1024
  /// A buffer that had to grow beyond this is not kept.
  private static let keptByteCount = 4 * chunkByteCount
}
