import WireFormat

/// What is known of a pcapng file up to a block of it: the interfaces of its current section, and how many packets
/// there were.
struct PcapngSection {
  var warnings = Warnings()
  private(set) var packetCount = 0
  /// Of the current section, by Interface ID; nil where the description was unreadable.
  private var interfaces: [InterfaceDescriptionBlock?] = []

  /// Reads a block: a packet and where in the body its bytes are. Nil where the block holds none, or one that cannot be
  /// read; its number is used up in any case.
  mutating func read(
    _ type: BlockType, _ body: borrowing BlockBody, filter: PacketFilter?
  ) throws(CaptureError) -> (CapturedPacket, bytes: Range<Int>)? {
    if type.isPacket { return try readPacket(type, body, filter: filter) }
    try readOther(type, body)
    return nil
  }

  private mutating func readPacket(
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

  private mutating func readOther(_ type: BlockType, _ body: borrowing BlockBody) throws(CaptureError) {
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

  private mutating func addInterface(_ interface: InterfaceDescriptionBlock?) {
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
}

/// A section can have one interface a port of a large switch, but hardly more.
private let maximumInterfaceCount = 65_536
