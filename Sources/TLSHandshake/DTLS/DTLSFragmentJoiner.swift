import WireFormat

/// Joins the fragments of DTLS handshake messages, which come in any order, overlap, and are sent again.
///
/// A message is known by its message_seq. One that is complete is not joined again: a retransmission gives nothing.
struct DTLSFragmentJoiner {
  private struct Message {
    var sequence: UInt16
    var type: HandshakeType
    var body: [UInt8]
    var isThere: [Bool]
    var missingCount: Int
  }

  private var joining: [Message] = []
  private var finished: [UInt16] = []

  /// A message has begun and not ended.
  var isInsideMessage: Bool { !joining.isEmpty }

  /// Takes one fragment.
  ///
  /// - Returns: the message's body when it is complete, from the fragment itself or joined.
  mutating func add(_ header: DTLSHandshakeHeader, _ fragment: Span<UInt8>) -> [UInt8]? {
    guard !finished.contains(header.messageSequence) else { return nil }
    if header.fragmentLength == header.length {
      finish(header.messageSequence)
      return [UInt8](copying: fragment)
    }
    guard header.length <= HandshakeJoiner.maximumLength, let index = place(for: header) else { return nil }
    for offset in 0..<fragment.count where !joining[index].isThere[header.fragmentOffset + offset] {
      joining[index].body[header.fragmentOffset + offset] = fragment[offset]
      joining[index].isThere[header.fragmentOffset + offset] = true
      joining[index].missingCount -= 1
    }
    guard joining[index].missingCount == 0 else { return nil }
    let body = joining[index].body
    finish(header.messageSequence)
    return body
  }

  /// The first bytes, without a hole, of each Certificate message that was not finished.
  mutating func takePartialCertificates() -> [HandshakeJoiner.PartialCertificate] {
    defer { joining = [] }
    return joining.filter { $0.type == .certificate }.map { message in
      let count = message.isThere.firstIndex(of: false) ?? message.body.count
      return HandshakeJoiner.PartialCertificate(
        body: Array(message.body[..<count]), bodyLength: message.body.count)
    }
  }

  /// Where the fragment's message is joined. A message that says another length than before starts anew.
  private mutating func place(for header: DTLSHandshakeHeader) -> Int? {
    if let index = joining.firstIndex(where: { $0.sequence == header.messageSequence }) {
      if joining[index].body.count == header.length, joining[index].type == header.type { return index }
      joining.remove(at: index)
    }
    guard joining.count < Self.maximumMessageCount, header.length <= Self.maximumJoinedByteCount,
      header.length <= max(Self.freeByteCount, header.fragmentLength * Self.maximumRatio)
    else {
      return nil
    }
    joining.append(
      Message(
        sequence: header.messageSequence, type: header.type, body: [UInt8](repeating: 0, count: header.length),
        isThere: [Bool](repeating: false, count: header.length), missingCount: header.length))
    return joining.count - 1
  }

  private mutating func finish(_ sequence: UInt16) {
    joining.removeAll { $0.sequence == sequence }
    finished.append(sequence)
    if finished.count > Self.rememberedCount { finished.removeFirst() }
  }

  /// Messages joined at once: a flight has no more.
  private static let maximumMessageCount = 12
  /// A certificate chain over UDP is far smaller; what is larger is an attack on the reader.
  private static let maximumJoinedByteCount = 1 << 18
  /// A message of this many bytes may begin with any fragment; a longer one with no less than a part of it that a
  /// datagram would hold, so that a few bytes cannot claim much memory.
  private static let freeByteCount = 16 * 1024
  private static let maximumRatio = 256
  private static let rememberedCount = 64
}
