import WireFormat

/// The packets of a plain pcap file, found where they lie in the buffer that the file is read into: little-endian,
/// version 2.4, each captured length one that libpcap takes. That is nearly every pcap file, and costs a tenth of
/// what libpcap's copying takes. At anything else it stops, and libpcap reads on from there.
///
/// The packet record, quoted from draft-ietf-opsawg-pcap section 5:
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///   0 |                      Timestamp (Seconds)                      |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///   4 |            Timestamp (Microseconds or nanoseconds)            |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///   8 |                    Captured Packet Length                     |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  12 |                    Original Packet Length                     |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  16 /                          Packet Data                          /
///     /                        variable length                        /
///     +---------------------------------------------------------------+
struct PcapRecords: ~Copyable {
  private enum Step {
    case packet(CapturedPacket, bytes: Range<Int>)
    /// The next one needs so many bytes in the buffer.
    case short(Int)
    /// It is for libpcap to read.
    case notPlain
  }

  private var buffer: ReadBuffer
  let linkType: UInt32
  private(set) var packetCount = 0
  /// Nil where the file is not plain.
  private let nanosecondsPerUnit: Int64?

  /// - Parameter source: gives what follows the file header.
  init(fileHeader: Span<UInt8>, linkType: UInt32, source: any ByteSource) {
    let isVersion24 = fileHeader.littleEndianUInt16(at: 4) == 2 && fileHeader.littleEndianUInt16(at: 6) == 4
    nanosecondsPerUnit =
      switch fileHeader.littleEndianUInt32(at: 0) {
      case 0xA1B2_C3D4 where isVersion24: 1000
      case 0xA1B2_3C4D where isVersion24: 1
      default: nil
      }
    self.linkType = linkType
    buffer = ReadBuffer(source)
  }

  /// Hands over the next packet; false where it is not plain, or not whole in the file.
  mutating func next(
    filter: PacketFilter?, _ body: (CapturedPacket, Span<UInt8>) -> Void
  ) throws(CaptureError) -> Bool {
    while true {
      switch step() {
      case .packet(var packet, let range):
        let bytes = buffer.span.extracting(range)
        if let filter { packet.matchesFilter = try filter.matches(packet, bytes) }
        body(packet, bytes)
        return true
      case .short(let count): if try !buffer.fill(count) { return false }
      case .notPlain: return false
      }
    }
  }

  /// As a ``PacketSource`` does. The batch stays empty where the next packet is not plain, or not whole in the file.
  mutating func fill(
    _ batch: inout PacketBatch, filter: PacketFilter?, skipping isSkipped: PacketBatch.IsSkipped
  ) throws(CaptureError) {
    buffer.fillUp()
    defer { buffer.exchange(&batch.bytes) }
    while true {
      switch step() {
      case .packet(var packet, let range):
        let bytes = buffer.span.extracting(range)
        if let filter { packet.matchesFilter = try filter.matches(packet, bytes) }
        batch.count(packet)
        if !isSkipped(packet, bytes) { batch.append(packet, at: range) }
      case .short(let count):
        guard batch.isEmpty, try buffer.fill(count) else { return }
      case .notPlain: return
      }
    }
  }

  /// What was read of the file and not handed over.
  mutating func takeRest() -> [UInt8] {
    buffer.takeRest()
  }

  /// Goes on to the next packet, if it is in the buffer.
  private mutating func step() -> Step {
    guard let nanosecondsPerUnit else { return .notPlain }
    let available = buffer.availableCount
    guard available >= recordHeaderByteCount else { return .short(recordHeaderByteCount) }
    let header = buffer.start
    let record = Record(buffer.span, at: header)
    guard record.capturedByteCount <= plainByteCount else { return .notPlain }
    let byteCount = recordHeaderByteCount + Int(record.capturedByteCount)
    guard available >= byteCount else { return .short(byteCount) }
    buffer.take(byteCount)
    packetCount += 1
    // The fraction is a signed number for libpcap.
    let nanoseconds = Int64(Int32(bitPattern: record.fraction)) * nanosecondsPerUnit
    let packet = CapturedPacket(
      number: packetCount,
      timestamp: Timestamp(nanosecondsSinceEpoch: Int64(record.seconds) * 1_000_000_000 + nanoseconds),
      linkType: linkType, originalByteCount: Int(max(record.originalByteCount, record.capturedByteCount)))
    return .packet(packet, bytes: header + recordHeaderByteCount..<header + byteCount)
  }
}

private struct Record {
  var seconds, fraction, capturedByteCount, originalByteCount: UInt32

  init(_ bytes: Span<UInt8>, at offset: Int) {
    seconds = bytes.littleEndianUInt32(at: offset)
    fraction = bytes.littleEndianUInt32(at: offset + 4)
    capturedByteCount = bytes.littleEndianUInt32(at: offset + 8)
    originalByteCount = bytes.littleEndianUInt32(at: offset + 12)
  }
}

private let recordHeaderByteCount = 16
/// libpcap's MAXIMUM_SNAPLEN, which it allows for every link type; for some it allows more.
private let plainByteCount: UInt32 = 262_144
