import CPcap
import WireFormat

/// Reads a pcap file: its header through libpcap, plain packets where they lie (``PcapRecords``), and from the first
/// one that is not plain on everything through libpcap, which knows every variant: both byte orders, micro- and
/// nanoseconds, Kuznetzov's longer packet headers, lengths in the order of versions before 2.3.
///
/// The file header, quoted from draft-ietf-opsawg-pcap section 4:
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +---------------------------------------------------------------+
///   0 |                          Magic Number                         |
///   4 |          Major Version        |         Minor Version         |
///   8 |                           Reserved1                           |
///  12 |                           Reserved2                           |
///  16 |                            SnapLen                            |
///  20 | FCS |f|0 0 0 0 0 0 0 0 0 0 0 0|         LinkType              |
///     +---------------------------------------------------------------+
@safe final class PcapReader: PacketSource {
  private(set) var cutInsidePacket: Int?
  let warnings = Warnings()

  private let source: PeekedByteSource
  private let stream: SourceStream
  // Safe: opened in `init`, closed in `deinit`; libpcap closes the FILE with it.
  private let handle: OpaquePointer
  /// The packets that can be read where they lie. libpcap reads on from the first one that cannot.
  private var records: PcapRecords
  private var isLibpcapReading: Bool
  /// Of those that libpcap read, and before.
  private var libpcapCount = 0

  var packetCount: Int { isLibpcapReading ? libpcapCount : records.packetCount }

  /// - Parameter readsInPlace: false leaves all packets to libpcap, which gives the same ones.
  init(_ source: PeekedByteSource, filter: PacketFilter?, readsInPlace: Bool = true) throws(CaptureError) {
    guard source.firstBytes.count >= fileHeaderByteCount else {
      throw .damaged(afterPacket: 0, reason: "the file ends inside its header")
    }
    // The file header is for libpcap, and at first nothing else.
    let fileHeader = ignoringSnapLen(Array(source.firstBytes.prefix(fileHeaderByteCount)))
    let stream = SourceStream(MemoryByteSource(fileHeader))
    let handle = unsafe try open(stream)
    source.replaceFirstBytes(with: Array(source.firstBytes.dropFirst(fileHeaderByteCount)))
    stream.source = source
    unsafe (self.source, self.stream, self.handle, isLibpcapReading) = (source, stream, handle, !readsInPlace)
    let linkType = unsafe LinkType.linkType(dlt: UInt32(clamping: pcap_datalink(handle)))
    records = PcapRecords(fileHeader: fileHeader.span, linkType: linkType, source: source)
    try filter?.prepare(linkType: linkType)
  }

  deinit {
    unsafe pcap_close(handle)
  }

  func next(
    filter: PacketFilter?, _ body: (CapturedPacket, Span<UInt8>) -> Void
  ) throws(CaptureError) -> Bool {
    if !isLibpcapReading {
      if try records.next(filter: filter, body) { return true }
      leaveRest()
    }
    return try nextOfLibpcap(filter: filter, body)
  }

  func fill(
    _ batch: inout PacketBatch, filter: PacketFilter?, skipping isSkipped: PacketBatch.IsSkipped
  ) throws(CaptureError) {
    if !isLibpcapReading {
      try records.fill(&batch, filter: filter, skipping: isSkipped)
      if !batch.isEmpty { return }
      leaveRest()
    }
    batch.bytes.removeAll(keepingCapacity: true)
    var isAtEnd = false
    while !isAtEnd, !batch.isFullOfCopies {
      isAtEnd = try !nextOfLibpcap(filter: filter) { packet, bytes in
        batch.count(packet)
        if !isSkipped(packet, bytes) { batch.append(packet, copying: bytes) }
      }
    }
  }

  /// Leaves to libpcap what the file has from here on: it knows what to do about it, and how to say what is wrong.
  private func leaveRest() {
    libpcapCount = records.packetCount
    source.replaceFirstBytes(with: records.takeRest() + source.unreadFirstBytes)
    isLibpcapReading = true
  }

  private func nextOfLibpcap(
    filter: PacketFilter?, _ body: (CapturedPacket, Span<UInt8>) -> Void
  ) throws(CaptureError) -> Bool {
    var header: UnsafeMutablePointer<pcap_pkthdr>?
    var data: UnsafePointer<UInt8>?
    switch unsafe pcap_next_ex(handle, &header, &data) {
    case 1: break
    case PCAP_ERROR_BREAK: return false
    default: return try end()
    }
    guard let header = unsafe header, let data = unsafe data else { return try end() }

    libpcapCount += 1
    // Safe: libpcap gives `caplen` bytes at `data`, which stay until the handle's next call.
    let fields = unsafe header.pointee
    let bytes = unsafe Span<UInt8>(_unsafeStart: data, count: Int(fields.caplen))
    var packet = CapturedPacket(
      number: libpcapCount, timestamp: timestamp(fields.ts), linkType: records.linkType,
      originalByteCount: max(Int(fields.len), bytes.count))
    if let filter { packet.matchesFilter = try filter.matches(packet, bytes) }
    body(packet, bytes)
    return true
  }

  /// What made libpcap stop before the end of the file.
  private func end() throws(CaptureError) -> Bool {
    if let failure = stream.failure { throw failure }
    // Safe: a terminated string inside the handle.
    let reason = unsafe String(cString: pcap_geterr(handle))
    guard reason.hasPrefix(libpcapTruncationText) else {
      // Behind the comma may stand a snap length, which is not the file's own (see `ignoringSnapLen`).
      throw .damaged(afterPacket: libpcapCount, reason: String(reason.prefix { $0 != "," }))
    }
    cutInsidePacket = libpcapCount + 1
    return false
  }
}

private func open(_ stream: SourceStream) throws(CaptureError) -> OpaquePointer {
  guard let file = unsafe stream.open() else { throw .unreadable(reason: "out of memory") }
  var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
  if let handle = unsafe pcap_fopen_offline_with_tstamp_precision(
    file, u_int(PCAP_TSTAMP_PRECISION_NANO), &message)
  {
    return unsafe handle
  }
  // libpcap leaves the FILE to its caller where it refuses it.
  unsafe fclose(file)
  if let failure = stream.failure { throw failure }
  let reason = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  throw .notACapture(hint: "begins like pcap, but libpcap refuses it: \(reason)")
}

/// The first bytes with a SnapLen of 0, "no limit".
///
/// libpcap cuts each packet to the file's SnapLen; Wireshark does not. There are files whose writer put a smaller
/// number there than its packets have, and the bytes are in them.
private func ignoringSnapLen(_ firstBytes: [UInt8]) -> [UInt8] {
  var bytes = firstBytes
  bytes.replaceSubrange(16..<20, with: repeatElement(0, count: 4))
  return bytes
}

/// Seconds are unsigned in the file but signed in libpcap; a fraction of more than a second is taken as it is.
private func timestamp(_ time: timeval) -> Timestamp {
  let seconds = Int64(UInt32(truncatingIfNeeded: time.tv_sec))
  return Timestamp(nanosecondsSinceEpoch: seconds * 1_000_000_000 + Int64(time.tv_usec))
}

private let fileHeaderByteCount = 24
/// How libpcap begins the message that the file ends inside a packet; it has no error code for it.
private let libpcapTruncationText = "truncated dump file"
