import WireFormat

/// Reads a pcapng file block by block (draft-ietf-opsawg-pcapng).
///
/// libpcap refuses files whose interfaces differ in link type or snap length, or whose sections differ in byte
/// order. What is wrong with one packet's block ends that packet only, as long as the blocks' lengths hold.
struct PcapngPackets: ~Copyable {
  private(set) var cutInsidePacket: Int?

  private var blocks: BlockReader
  private var section = PcapngSection()

  var warnings: Warnings { section.warnings }
  var packetCount: Int { section.packetCount }

  init(_ source: any ByteSource) throws(CaptureError) {
    blocks = BlockReader(source)
    switch try blocks.next() {
    case .block:
      let header = try SectionHeaderBlock(blocks.body, afterPacket: 0)
      if let refusal = header.refusal { throw .notACapture(hint: refusal) }
    case .cut, .end, .short: throw .damaged(afterPacket: 0, reason: "the file ends inside its section header")
    case .damaged(let reason): throw .damaged(afterPacket: 0, reason: reason)
    }
  }

  mutating func next(
    filter: PacketFilter?, _ body: (CapturedPacket, Span<UInt8>) -> Void
  ) throws(CaptureError) -> Bool {
    while true {
      guard let type = try block(blocks.next()) else { return false }
      if let (packet, range) = try packet(in: type, filter: filter) {
        blocks.withBytes(range) { body(packet, $0) }
        return true
      }
    }
  }

  mutating func fill(
    _ batch: inout PacketBatch, filter: PacketFilter?, skipping isSkipped: PacketBatch.IsSkipped
  ) throws(CaptureError) {
    blocks.buffer.fillUp()
    defer { blocks.buffer.exchange(&batch.bytes) }
    while true {
      var found = blocks.nextInBuffer()
      if case .short = found {
        if !batch.isEmpty { return }
        found = try blocks.next()
      }
      guard let type = try block(found) else { return }
      guard let (packet, range) = try packet(in: type, filter: filter) else { continue }
      batch.count(packet)
      if !blocks.withBytes(range, { isSkipped(packet, $0) }) { batch.append(packet, at: range) }
    }
  }

  /// The type of the block that was found; nil at the end of the file.
  private mutating func block(_ found: BlockReader.Result) throws(CaptureError) -> BlockType? {
    switch found {
    case .block(let type): return type
    case .end, .short: return nil
    case .cut(let type):
      endInside(type)
      return nil
    case .damaged(let reason):
      throw .damaged(afterPacket: section.packetCount, reason: reason)
    }
  }

  /// The packet in the current block, and where in the buffer its bytes are; nil where there is none, or none that can
  /// be read.
  private mutating func packet(
    in type: BlockType, filter: PacketFilter?
  ) throws(CaptureError) -> (CapturedPacket, bytes: Range<Int>)? {
    guard let (packet, range) = try section.read(type, blocks.body, filter: filter) else { return nil }
    let start = blocks.bodyRange.lowerBound
    return (packet, start + range.lowerBound..<start + range.upperBound)
  }

  private mutating func endInside(_ type: BlockType?) {
    if let type, !type.isPacket {
      section.warnings.record("the file ends inside a block that holds no packet")
    } else {
      cutInsidePacket = section.packetCount + 1
    }
  }
}
