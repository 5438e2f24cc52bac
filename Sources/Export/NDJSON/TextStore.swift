/// Texts that stay, put one behind the other in large blocks: to read one touches nothing but its bytes.
struct TextStore {
  struct Place {
    fileprivate let block: Int32
    fileprivate let start: Int32
    let byteCount: Int32
  }

  private var blocks: [[UInt8]] = []

  mutating func add(_ text: [UInt8]) -> Place {
    if blocks.last.map({ $0.count + text.count > $0.capacity }) ?? true {
      blocks.append([])
      blocks[blocks.count - 1].reserveCapacity(max(Self.blockByteCount, text.count))
    }
    let block = blocks.count - 1
    let start = blocks[block].count
    blocks[block].append(contentsOf: text)
    return Place(block: Int32(block), start: Int32(start), byteCount: Int32(text.count))
  }

  /// Appends the text at a place that this store gave.
  func append(_ place: Place, to text: inout TextBuffer) {
    let block = blocks[Int(place.block)]
    let start = Int(place.start)
    text.append(copying: block.span.extracting(start..<start + Int(place.byteCount)))
  }

  private static let blockByteCount = 64 << 10
}
