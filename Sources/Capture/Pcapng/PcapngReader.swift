import WireFormat

/// Reads a pcapng file block by block (draft-ietf-opsawg-pcapng).
///
/// libpcap refuses files whose interfaces differ in link type or snap length, or whose sections differ in byte
/// order. What is wrong with one packet's block ends that packet only, as long as the blocks' lengths hold.
final class PcapngReader: PacketSource {
  private(set) var cutInsidePacket: Int?
  private(set) var warnings = Warnings()

  private var blocks: BlockReader
  /// Of the current section, by Interface ID; nil where the description was unreadable.
  private var interfaces: [InterfaceDescriptionBlock?] = []
  private var packetCount = 0

  init(_ source: any ByteSource) throws(CaptureError) {
    blocks = BlockReader(source)
    switch try blocks.next() {
    case .block:
      let header = try blocks.withBody { body throws(CaptureError) in
        try SectionHeaderBlock(body, afterPacket: 0)
      }
      if let refusal = header.refusal { throw .notACapture(hint: refusal) }
    case .cut, .end, .short: throw .damaged(afterPacket: 0, reason: "the file ends inside its section header")
    case .damaged(let reason): throw .damaged(afterPacket: 0, reason: reason)
    }
  }

  func next(
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

  func fill(
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
  private func block(_ found: BlockReader.Result) throws(CaptureError) -> BlockType? {
    switch found {
    case .block(let type): return type
    case .end, .short: return nil
    case .cut(let type):
      endInside(type)
      return nil
    case .damaged(let reason):
      throw .damaged(afterPacket: packetCount, reason: reason)
    }
  }

  /// The packet in the current block, and where in the buffer its bytes are; nil where there is none, or none that can
  /// be read.
  private func packet(
    in type: BlockType, filter: PacketFilter?
  ) throws(CaptureError) -> (CapturedPacket, bytes: Range<Int>)? {
    let start = blocks.bodyRange.lowerBound
    return try blocks.withBody { content throws(CaptureError) in
      guard type.isPacket else {
        try readOther(type, content)
        return nil
      }
      guard let (packet, range) = try readPacket(type, content, filter: filter) else { return nil }
      return (packet, start + range.lowerBound..<start + range.upperBound)
    }
  }

  /// A packet and where in the body its bytes are. Nil where it cannot be read; its number is used up in any case.
  private func readPacket(
    _ type: BlockType, _ body: borrowing BlockBody, filter: PacketFilter?
  ) throws(CaptureError) -> (CapturedPacket, bytes: Range<Int>)? {
    packetCount += 1
    let parsed =
      switch type {
      case .enhancedPacket: PacketBlock(enhanced: body)
      case .simplePacket: PacketBlock(simple: body, snapLen: interface(0)?.snapLen ?? 0)
      default: PacketBlock(obsolete: body)
      }
    guard let block = parsed else {
      warnings.record("its block is too short", packet: packetCount)
      return nil
    }
    guard let interface = interface(block.interfaceID) else {
      warnings.record("its interface is not described in its section", packet: packetCount)
      return nil
    }
    guard block.capturedByteCount <= body.byteCount - block.dataOffset else {
      warnings.record("its captured length is larger than its block", packet: packetCount)
      return nil
    }

    let range = block.dataOffset..<block.dataOffset + block.capturedByteCount
    var packet = CapturedPacket(
      number: packetCount, timestamp: block.timestampUnits.flatMap(interface.clock.timestamp),
      linkType: interface.linkType, originalByteCount: max(block.originalByteCount, range.count))
    if let filter { packet.matchesFilter = try filter.matches(packet, body.bytes.extracting(range)) }
    return (packet, range)
  }

  private func readOther(_ type: BlockType, _ body: borrowing BlockBody) throws(CaptureError) {
    switch type {
    case .sectionHeader:
      let header = try SectionHeaderBlock(body, afterPacket: packetCount)
      if let refusal = header.refusal { throw .damaged(afterPacket: packetCount, reason: refusal) }
      interfaces.removeAll(keepingCapacity: true)
    case .interfaceDescription:
      addInterface(InterfaceDescriptionBlock(body))
    default:
      // Names, statistics, secrets, and what is not known here.
      if type.isNumberedLikeAPacket { packetCount += 1 }
    }
  }

  private func addInterface(_ interface: InterfaceDescriptionBlock?) {
    guard interfaces.count < maximumInterfaceCount else {
      warnings.record("a section has more than \(maximumInterfaceCount) interfaces; the others are left out")
      return
    }
    if interface == nil { warnings.record("an interface description is too short") }
    if interface?.optionsAreSound == false { warnings.record("an interface description's options are damaged") }
    interfaces.append(interface)
  }

  private func interface(_ id: Int) -> InterfaceDescriptionBlock? {
    id < interfaces.count ? interfaces[id] : nil
  }

  private func endInside(_ type: BlockType?) {
    if let type, !type.isPacket {
      warnings.record("the file ends inside a block that holds no packet")
    } else {
      cutInsidePacket = packetCount + 1
    }
  }
}

/// A section can have one interface a port of a large switch, but hardly more.
private let maximumInterfaceCount = 65_536
