import WireFormat

/// Finds the blocks of a pcapng file, in one buffer that is used again and again.
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
    /// The file ends between two blocks.
    case end
    /// The file ends inside a block, whose type may be cut off as well.
    case cut(inside: BlockType?)
    /// There is no telling where the next block begins.
    case damaged(reason: String)
  }

  private let source: any ByteSource
  /// Filled from `blockStart` (the current block) to `filledEnd`; grows when a block is larger than it.
  private var buffer = [UInt8](repeating: 0, count: chunkByteCount)
  private var blockStart = 0
  private var blockByteCount = 0
  private var filledEnd = 0
  private var byteOrder = ByteOrder.little

  init(_ source: any ByteSource) {
    self.source = source
  }

  /// Lends the body of the block found last.
  func withBody<Outcome>(
    _ use: (borrowing BlockBody) throws(CaptureError) -> Outcome
  ) throws(CaptureError) -> Outcome {
    let range = (blockStart + 8)..<(blockStart + blockByteCount - 4)
    return try use(BlockBody(buffer.span.extracting(range), byteOrder))
  }

  /// Goes on to the next block.
  mutating func next() throws(CaptureError) -> Result {
    blockStart += blockByteCount
    blockByteCount = 0
    guard try fill(minimumBlockByteCount) else {
      let availableCount = filledEnd - blockStart
      if availableCount == 0 { return .end }
      return .cut(inside: availableCount >= 4 ? BlockType(rawValue: uint32(at: 0)) : nil)
    }

    let type = BlockType(rawValue: uint32(at: 0))
    if type == .sectionHeader {
      // From here on the integers are in this section's order, beginning with this block's length.
      switch buffer.span.bigEndianUInt32(at: blockStart + 8) {
      case byteOrderMagic: byteOrder = .big
      case byteOrderMagic.byteSwapped: byteOrder = .little
      default: return .damaged(reason: "a section's Byte-Order Magic is wrong")
      }
    }

    let totalLength = uint32(at: 4)
    guard minimumBlockByteCount <= totalLength && totalLength <= maximumBlockByteCount else {
      return .damaged(reason: "a block cannot have a Block Total Length of \(totalLength)")
    }
    guard try fill(Int(totalLength)) else { return .cut(inside: type) }
    let lengthAgain = uint32(at: Int(totalLength) - 4)
    guard lengthAgain == totalLength else {
      return .damaged(reason: "a block's two lengths differ: \(totalLength) and \(lengthAgain)")
    }
    blockByteCount = Int(totalLength)
    return .block(type)
  }

  private func uint32(at offset: Int) -> UInt32 {
    BlockBody(buffer.span, byteOrder).uint32(at: blockStart + offset)
  }

  /// Reads on until `count` bytes are there from `blockStart`; false where the file ends before.
  private mutating func fill(_ count: Int) throws(CaptureError) -> Bool {
    while filledEnd - blockStart < count {
      if filledEnd == buffer.count { makeRoom() }
      let (source, end) = (source, filledEnd)
      var space = buffer.mutableSpan
      let readCount = try source.read(into: &space, at: end)
      if readCount == 0 { return false }
      filledEnd += readCount
    }
    return true
  }

  /// Moves the begun block to the front. Where it is there and fills the buffer, makes the buffer twice as large:
  /// so a length costs memory only as far as the file has bytes for it.
  private mutating func makeRoom() {
    guard blockStart > 0 else {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
      return
    }
    let count = filledEnd - blockStart
    for offset in 0..<count {
      buffer[offset] = buffer[blockStart + offset]
    }
    (blockStart, filledEnd) = (0, count)
  }
}

private let byteOrderMagic: UInt32 = 0x1A2B_3C4D
private let minimumBlockByteCount = 12
/// Far above any packet; a Decryption Secrets Block can be some megabytes long.
private let maximumBlockByteCount = 64 * 1024 * 1024
private let chunkByteCount = 256 * 1024
