import WireFormat

/// Reads the packets of a capture: one pcap or pcapng file, compressed with gzip or not, or several of them that
/// were written one after the other, whose packets are numbered on.
///
/// The format is told by the first bytes, never by the name. One reader belongs to one thread.
public final class CaptureReader {
  /// Gives the file that continues a capture, or nil at its end; told the time of the last packet that has one.
  public typealias NextPart = (_ lastTime: Timestamp?) -> CapturePart?

  private let parts: PartSequence
  let wait = WaitNotice()
  /// Neither a pipe, whose packets are wanted as they come, nor small: worth a thread of its own.
  let isReadAhead: Bool
  private var isFinished = false
  private var isLendingBytes = false

  /// Tells this capture from others: a hash of its first bytes, unpacked, in which its first packet's time is.
  public let fingerprint: String

  /// Set when the (last) file ends inside its last packet: all packets before it were given.
  public var cutInsidePacket: Int? { parts.part.packets.cutInsidePacket.map { $0 + parts.part.packetOffset } }

  /// Trouble that ended one packet or one block but not the file, a line each. Complete when the capture is read;
  /// equal trouble is counted, and no more than 21 lines come for a file.
  public var warnings: [String] { parts.warnings }

  /// - Parameters:
  ///   - path: a file's path, or `-` for standard input.
  ///   - filter: an expression in tcpdump's filter language, or nil. It must compile for the link type of every
  ///     packet in the file.
  public convenience init(path: String, filter: String? = nil) throws(CaptureError) {
    let file = path == "-" ? try FileByteSource.standardInput() : try FileByteSource(path: path)
    try self.init(CapturePart(name: path, start: try CaptureStart(file), file: file), filter: filter)
  }

  /// A capture file that is in memory.
  public convenience init(bytes: [UInt8], filter: String? = nil) throws(CaptureError) {
    try self.init(source: MemoryByteSource(bytes), filter: filter)
  }

  /// A capture file whose bytes come from `source`.
  public convenience init(
    source: any ByteSource, name: String = "", filter: String? = nil
  ) throws(CaptureError) {
    try self.init(CapturePart(name: name, source: source), filter: filter)
  }

  /// A capture that begins with `first`, and goes on with what `nextPart` gives each time a file is read to its end.
  public init(_ first: CapturePart, filter: String? = nil, nextPart: NextPart? = nil) throws(CaptureError) {
    fingerprint = Self.fingerprint(of: first.start.source.firstBytes.prefix(FileFormat.peekedByteCount))
    isReadAhead = first.pipe == nil && !first.isSmall
    first.pipe?.wait = wait
    parts = try PartSequence(first, filter: filter.map(PacketFilter.init), nextPart: nextPart)
  }

  /// Hands the next packet to `body`; false at the end of the capture.
  ///
  /// The bytes are only there until `body` returns; `body` must not call `next`. Packets that the filter refuses
  /// come too, with `matchesFilter` false. After an error, there are no more packets.
  ///
  /// - Throws: `CaptureError.damaged` where the file cannot be read on, `.unreadable` where the system refuses,
  ///   `.badFilter` at the first packet of a link type that the filter does not suit; where a capture has several
  ///   files, `.part` behind the last packet for one that was not read, or not to its end.
  public func next(_ body: (CapturedPacket, Span<UInt8>) -> Void) throws(CaptureError) -> Bool {
    // The bytes lent to `body` are overwritten by the next packet's.
    precondition(!isLendingBytes, "next(_:) called inside its own body")
    isLendingBytes = true
    defer { isLendingBytes = false }

    guard !isFinished else { return false }
    do {
      isFinished = try !parts.next(body)
    } catch {
      isFinished = true
      throw error
    }
    return !isFinished
  }

  /// Fills `batch`, which is empty, as a ``PacketSource`` does, from all parts.
  func fill(_ batch: inout PacketBatch, skipping isSkipped: PacketBatch.IsSkipped) throws(CaptureError) {
    guard !isFinished else { return }
    do {
      try parts.fill(&batch, skipping: isSkipped)
      isFinished = batch.isEmpty
    } catch {
      isFinished = true
      throw error
    }
  }

  /// The names of the files opened so far, in the order in which they were read. May be asked for, as a location may,
  /// while ``forEach(skipping:counts:willWait:_:)`` hands over packets.
  public var partNames: [String] { parts.openedParts.map(\.name) }

  /// Where packet `number` of this capture is, which has been read.
  public func location(ofPacket number: Int) -> PacketLocation {
    let opened = parts.openedParts
    let (name, offset) = opened.last { $0.packetOffset < number } ?? opened[0]
    return PacketLocation(part: name, number: number - offset)
  }

  /// FNV-1a, 64 bits: against confusion, not against an adversary.
  private static func fingerprint(of bytes: some Sequence<UInt8>) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
