import WireFormat

/// A datagram of which fragments have come in, perhaps all.
///
/// Overlaps: the byte that came first is kept (RFC 791, section 3.2, would take the later one, and
/// RFC 5722 would drop the datagram: this is a witness, not a host, and the two agree wherever the
/// overlap is a repetition). A fragment that cannot belong to the same datagram starts the next
/// one of the same identification, see ``contradicts(_:_:)``.
struct PartialDatagram {
  enum Effect { case added, overlapped, duplicate }

  private(set) var bytes: [UInt8] = []
  /// Of the fragment at offset zero.
  private(set) var protocolNumber: IPProtocolNumber?
  private var received = ReceivedRanges()
  /// Known once the last fragment has come in.
  private var totalByteCount: Int?
  let firstPacket: Int
  let firstTime: Timestamp?
  /// Counts up over all datagrams, so that a later one of the same key is told apart.
  let serial: Int

  init(firstPacket: Int, firstTime: Timestamp?, serial: Int) {
    self.firstPacket = firstPacket
    self.firstTime = firstTime
    self.serial = serial
  }

  var isComplete: Bool {
    guard let totalByteCount else { return false }
    return received.isExactly(0..<totalByteCount)
  }

  /// Whether the fragment belongs to another datagram, which uses the same identification again:
  /// it reaches beyond the end, ends elsewhere, or says other bytes where a whole datagram or its
  /// beginning is known already.
  func contradicts(_ fragment: Fragment, _ payload: Span<UInt8>) -> Bool {
    let end = fragment.offset + payload.count
    if let totalByteCount, end > totalByteCount || (fragment.isLast && end != totalByteCount) { return true }
    if fragment.isLast, end < received.end { return true }
    guard fragment.offset == 0 || isComplete, received.gaps(in: fragment.offset..<end).isEmpty else { return false }
    for index in payload.indices where payload[index] != bytes[fragment.offset + index] { return true }
    return false
  }

  mutating func add(_ fragment: Fragment, _ payload: Span<UInt8>) -> Effect {
    let range = fragment.offset..<(fragment.offset + payload.count)
    if fragment.isLast { totalByteCount = range.upperBound }
    if fragment.offset == 0, protocolNumber == nil { protocolNumber = fragment.protocolNumber }
    let gaps = received.gaps(in: range)
    if bytes.count < range.upperBound {
      bytes += [UInt8](repeating: 0, count: range.upperBound - bytes.count)
    }
    for gap in gaps {
      bytes.overwrite(
        at: gap.lowerBound,
        copying: payload.extracting((gap.lowerBound - range.lowerBound)..<(gap.upperBound - range.lowerBound)))
    }
    received.insert(range)
    if gaps.isEmpty { return .duplicate }
    return gaps == [range] ? .added : .overlapped
  }
}
