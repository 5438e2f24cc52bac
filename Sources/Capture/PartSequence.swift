import Synchronization
import WireFormat

/// The files of one capture, read one after the other; their packets are numbered on.
final class PartSequence {
  /// A part that cannot be read, or not to its end, ends that part only; kept until all are read.
  private var failure: (name: String, error: CaptureError)?
  private(set) var part: OpenPart
  private let filter: PacketFilter?
  private let nextPart: CaptureReader.NextPart?
  /// Name and first packet, less one, of each part opened so far. Asked for while another thread reads.
  private let opened: Mutex<[(name: String, packetOffset: Int)]>
  private var earlierWarnings: [String] = []
  private var hasPartFailed = false
  /// Numbers used up.
  private var lastPacket = 0
  private var lastTime: Timestamp?

  init(_ first: CapturePart, filter: PacketFilter?, nextPart: CaptureReader.NextPart?) throws(CaptureError) {
    self.filter = filter
    self.nextPart = nextPart
    part = try OpenPart(first, packetOffset: 0, filter: filter)
    opened = Mutex([(first.name, 0)])
  }

  var warnings: [String] {
    earlierWarnings + (openedParts.count == 1 ? part.warnings : part.namedWarnings)
  }

  var openedParts: [(name: String, packetOffset: Int)] { opened.withLock(\.self) }

  /// Hands over the next packet; false behind the last one of the last part.
  func next(_ body: (CapturedPacket, Span<UInt8>) -> Void) throws(CaptureError) -> Bool {
    // A single file needs no bookkeeping.
    guard nextPart != nil else { return try part.packets.next(filter: filter, body) }
    repeat {
      do throws(CaptureError) {
        if try nextOfPart(body) { return true }
      } catch {
        try fail(part.name, error)
      }
    } while try openNextPart()
    try throwFailure()
    return false
  }

  /// Fills `batch` with the next packets of the current part, or of the next ones where it has no more.
  func fill(_ batch: inout PacketBatch, skipping isSkipped: PacketBatch.IsSkipped) throws(CaptureError) {
    guard nextPart != nil else { return try part.packets.fill(&batch, filter: filter, skipping: isSkipped) }
    repeat {
      do throws(CaptureError) {
        if !hasPartFailed { try part.packets.fill(&batch, filter: filter, skipping: isSkipped) }
      } catch {
        // What precedes the damage is in the batch; behind it nothing is to be read.
        hasPartFailed = true
        try fail(part.name, error)
      }
      lastPacket = part.packetOffset + part.packets.packetCount
      if !batch.isEmpty {
        batch.numberOn(from: part.packetOffset)
        lastTime = batch.lastTime ?? lastTime
        return
      }
    } while try openNextPart()
    try throwFailure()
  }

  /// What became of a part that was not read, or not to its end.
  private func throwFailure() throws(CaptureError) {
    guard let failure else { return }
    // Of a capture that turned out to be a single file, the file is known.
    throw openedParts.count == 1 && failure.name == part.name
      ? failure.error : .part(name: failure.name, reason: failure.error.description)
  }

  private func nextOfPart(
    _ body: (CapturedPacket, Span<UInt8>) -> Void
  ) throws(CaptureError) -> Bool {
    let offset = part.packetOffset
    var time = lastTime
    defer {
      lastTime = time
      lastPacket = offset + part.packets.packetCount
    }
    return try part.packets.next(filter: filter) { packet, bytes in
      var packet = packet
      packet.number += offset
      time = packet.timestamp ?? time
      body(packet, bytes)
    }
  }

  /// False where there is none left.
  private func openNextPart() throws(CaptureError) -> Bool {
    while let following = nextPart?(lastTime) {
      do throws(CaptureError) {
        let next = try OpenPart(following, packetOffset: lastPacket, filter: filter)
        closePart()
        opened.withLock { $0.append((next.name, lastPacket)) }
        (part, hasPartFailed) = (next, false)
        return true
      } catch {
        try fail(following.name, error)
      }
    }
    return false
  }

  private func closePart() {
    earlierWarnings += part.namedWarnings
    if let packet = part.packets.cutInsidePacket {
      earlierWarnings.append("\(part.name): the file ends inside packet \(packet)")
    }
  }

  /// - Throws: what would be wrong with every part.
  private func fail(_ name: String, _ error: CaptureError) throws(CaptureError) {
    if case .badFilter = error { throw error }
    if failure == nil {
      failure = (name, error)
    } else {
      earlierWarnings.append("\(name): \(error)")
    }
  }
}

/// A part that was opened.
struct OpenPart {
  let name: String
  /// What the numbers of its packets begin after.
  let packetOffset: Int
  let packets: any PacketSource
  private let gzip: GzipByteSource?

  init(_ part: CapturePart, packetOffset: Int, filter: PacketFilter?) throws(CaptureError) {
    switch part.start.format {
    case .pcap: packets = try PcapReader(part.start.source, filter: filter)
    case .pcapng: packets = try PcapngReader(part.start.source)
    case .packed, .other: throw .notACapture(hint: part.start.hint)
    }
    name = part.name
    self.packetOffset = packetOffset
    gzip = part.start.gzip
  }

  var warnings: [String] {
    packets.warnings.lines + (gzip?.isCut == true ? ["the gzip data is cut; what it holds up to there was read"] : [])
  }

  var namedWarnings: [String] { warnings.map { "\(name): \($0)" } }
}
