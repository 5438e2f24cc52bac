import WireFormat

/// Finds the blocks of a pcapng file, where they lie in the buffer that the file is read into.
///
/// draft-ietf-opsawg-pcapng, section 3.1:
///
///                         1                   2                   3
///     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  0 |                          Block Type                           |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  4 |                      Block Total Length                       |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  8 /                          Block Body                           /
///    /              variable length, padded to 32 bits               /
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///    |                      Block Total Length                       |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
struct BlockReader: ~Copyable {
  enum Result {
    /// A whole block; its body is there until the next call.
    case block(BlockType)
    /// The next block needs so many bytes in the buffer.
    case short(Int)
    /// The file ends between two blocks.
    case end
    /// The file ends inside a block, whose type may be cut off as well.
    case cut(inside: BlockType?)
    /// There is no telling where the next block begins.
    case damaged(reason: String)
  }

  var buffer: ReadBuffer
  /// Of the block found last, which is taken from the buffer with the next call.
  private var blockByteCount = 0
  private var byteOrder = ByteOrder.little

  init(_ source: any ByteSource) {
    buffer = ReadBuffer(source)
  }

  /// Where the body of the block found last is.
  var bodyRange: Range<Int> { (buffer.start + 8)..<(buffer.start + blockByteCount - 4) }

  /// Of the block found last.
  var body: BlockBody {
    @_lifetime(borrow self)
    get { BlockBody(buffer.span.extracting(bodyRange), byteOrder) }
  }

  /// Lends those of the buffer's bytes that are at `range`.
  func withBytes<Outcome>(_ range: Range<Int>, _ use: (Span<UInt8>) -> Outcome) -> Outcome {
    use(buffer.span.extracting(range))
  }

  /// Goes on to the next block, and reads on for it.
  mutating func next() throws(CaptureError) -> Result {
    while true {
      let result = nextInBuffer()
      guard case .short(let count) = result else { return result }
      if try !buffer.fill(count) { return end() }
    }
  }

  /// What the end of the file cuts off.
  func end() -> Result {
    let availableCount = buffer.availableCount
    if availableCount == 0 { return .end }
    return .cut(inside: availableCount >= 4 ? BlockType(rawValue: uint32(at: 0)) : nil)
  }

  /// Goes on to the next block, if it is in the buffer.
  mutating func nextInBuffer() -> Result {
    buffer.take(blockByteCount)
    blockByteCount = 0
    guard buffer.availableCount >= minimumBlockByteCount else { return .short(minimumBlockByteCount) }

    let type = BlockType(rawValue: uint32(at: 0))
    if type == .sectionHeader {
      // From here on the integers are in this section's order, beginning with this block's length.
      switch buffer.span.bigEndianUInt32(at: buffer.start + 8) {
      case byteOrderMagic: byteOrder = .big
      case byteOrderMagic.byteSwapped: byteOrder = .little
      default: return .damaged(reason: "a section's Byte-Order Magic is wrong")
      }
    }

    let totalLength = uint32(at: 4)
    guard minimumBlockByteCount <= totalLength && totalLength <= maximumBlockByteCount else {
      return .damaged(reason: "a block cannot have a Block Total Length of \(totalLength)")
    }
    guard buffer.availableCount >= Int(totalLength) else { return .short(Int(totalLength)) }
    let lengthAgain = uint32(at: Int(totalLength) - 4)
    guard lengthAgain == totalLength else {
      return .damaged(reason: "a block's two lengths differ: \(totalLength) and \(lengthAgain)")
    }
    blockByteCount = Int(totalLength)
    return .block(type)
  }

  @inline(__always)
  private func uint32(at offset: Int) -> UInt32 {
    BlockBody(buffer.span, byteOrder).uint32(at: buffer.start + offset)
  }
}

private let byteOrderMagic: UInt32 = 0x1A2B_3C4D
private let minimumBlockByteCount = 12
/// Far above any packet; a Decryption Secrets Block can be some megabytes long.
private let maximumBlockByteCount = 64 * 1024 * 1024
