import WireFormat

/// Reads the packets of one pcap or pcapng file, compressed with gzip or not.
///
/// The format is told by the first bytes, never by the name. One reader belongs to one thread.
public final class CaptureReader {
  private let packets: any PacketSource
  private let filter: PacketFilter?
  /// Set where the file is compressed.
  private let gzip: GzipByteSource?
  let wait = WaitNotice()
  /// It comes from a pipe or a terminal.
  private(set) var mayWait = false
  private var isFinished = false
  private var isLendingBytes = false

  /// Tells this capture from others: a hash of its first bytes, unpacked, in which its first packet's time is.
  public let fingerprint: String

  /// Set when the file ends inside its last packet: all packets before it were given.
  public var cutInsidePacket: Int? { packets.cutInsidePacket }

  /// Trouble that ended one packet or one block but not the file, a line each. Complete when the file is read;
  /// equal trouble is counted, and no more than 21 lines come.
  public var warnings: [String] {
    packets.warnings.lines + (gzip?.isCut == true ? ["the gzip data is cut; what it holds up to there was read"] : [])
  }

  /// - Parameters:
  ///   - path: a file's path, or `-` for standard input.
  ///   - filter: an expression in tcpdump's filter language, or nil. It must compile for the link type of every
  ///     packet in the file.
  public convenience init(path: String, filter: String? = nil) throws(CaptureError) {
    let file = path == "-" ? try FileByteSource.standardInput() : try FileByteSource(path: path)
    try self.init(source: file, filter: filter)
    mayWait = !file.isRegularFile
    if mayWait { file.wait = wait }
  }

  /// A capture file that is in memory.
  public convenience init(bytes: [UInt8], filter: String? = nil) throws(CaptureError) {
    try self.init(source: MemoryByteSource(bytes), filter: filter)
  }

  init(source: any ByteSource, filter expression: String?) throws(CaptureError) {
    var source = try PeekedByteSource(source, byteCount: FileFormat.peekedByteCount)
    let gzip = GzipByteSource.isGzip(source.firstBytes) ? try GzipByteSource(source) : nil
    if let gzip { source = try PeekedByteSource(gzip, byteCount: FileFormat.peekedByteCount) }
    fingerprint = Self.fingerprint(of: source.firstBytes)
    let filter = expression.map(PacketFilter.init)
    switch FileFormat(firstBytes: source.firstBytes) {
    case .pcap: packets = try PcapReader(source, filter: filter)
    case .pcapng: packets = try PcapngReader(source)
    case .other(let hint):
      throw .notACapture(hint: gzip == nil ? hint : "compressed with gzip; inside: \(hint ?? "nothing known here")")
    }
    self.filter = filter
    self.gzip = gzip
  }

  /// Hands the next packet to `body`; false at the end of the file.
  ///
  /// The bytes are only there until `body` returns; `body` must not call `next`. Packets that the filter refuses
  /// come too, with `matchesFilter` false. After an error, there are no more packets.
  ///
  /// - Throws: `CaptureError.damaged` where the file cannot be read on, `.unreadable` where the system refuses,
  ///   `.badFilter` at the first packet of a link type that the filter does not suit.
  public func next(_ body: (CapturedPacket, Span<UInt8>) -> Void) throws(CaptureError) -> Bool {
    // The bytes lent to `body` are overwritten by the next packet's.
    precondition(!isLendingBytes, "next(_:) called inside its own body")
    isLendingBytes = true
    defer { isLendingBytes = false }

    guard !isFinished else { return false }
    do {
      isFinished = try !packets.next(filter: filter, body)
    } catch {
      isFinished = true
      throw error
    }
    return !isFinished
  }

  /// FNV-1a, 64 bits: against confusion, not against an adversary.
  private static func fingerprint(of bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
