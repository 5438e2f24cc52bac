import WireFormat

/// What tells a handshake message from the others of one side.
///
/// The message_seq alone would do within one handshake; with the rest, a message that another one sent late does not
/// stand in for it.
struct DTLSMessageIdentity: Equatable {
  var sequence: UInt16
  var type: HandshakeType
  var length: Int
}

/// Joins the fragments of one side's handshake messages (RFC 6347, 4.2.3).
///
/// A message that is complete is not joined again: a retransmission gives nothing.
struct DTLSFragmentJoiner {
  /// A Certificate message of which only the first bytes are there.
  struct PartialCertificate {
    var body: [UInt8]
    /// Bytes that the body should have.
    var bodyLength: Int
  }

  private var joining: [DTLSPartialMessage] = []
  private var finished: [DTLSMessageIdentity] = []
  /// Of which message_seq, below 64, there was a fragment: a handshake has about ten messages.
  private var sequences: UInt64 = 0
  /// Fragments left out because of a limit.
  private(set) var refusedFragmentCount = 0
  /// Messages were let go before they were whole.
  private var hasGivenUp = false

  /// Bytes held of messages that are not whole, with what it takes to hold them.
  private(set) var heldByteCount = 0

  /// Messages, or parts of some, are not there.
  var isDamaged: Bool { !joining.isEmpty || hasGivenUp || refusedFragmentCount > 0 || hasHole }

  /// A message_seq is missing between others: each side counts its messages up by one (RFC 6347, 4.2.2).
  private var hasHole: Bool {
    let seen = sequences >> UInt64(sequences.trailingZeroBitCount)
    return seen & (seen &+ 1) != 0
  }

  /// Takes one fragment, or its first bytes where the snap length cut the rest.
  ///
  /// - Returns: the message's body when it is complete, from the fragment itself or joined.
  mutating func add(_ header: DTLSHandshakeHeader, _ fragment: Span<UInt8>) -> [UInt8]? {
    if header.messageSequence < UInt64.bitWidth { sequences |= 1 << UInt64(header.messageSequence) }
    let identity = header.identity
    guard !finished.contains(identity) else { return nil }
    if fragment.count == header.length {
      finish(identity)
      return [UInt8](copying: fragment)
    }
    guard let index = place(for: identity) else {
      refusedFragmentCount += 1
      return nil
    }
    let before = joining[index].heldByteCount
    if !joining[index].add(fragment, at: header.fragmentOffset) { refusedFragmentCount += 1 }
    heldByteCount += joining[index].heldByteCount - before
    guard joining[index].isComplete else { return nil }
    let body = joining[index].body
    finish(identity)
    return body
  }

  /// Lets go of the messages that are not whole.
  ///
  /// - Returns: the first bytes, without a hole, of each Certificate message among them.
  mutating func giveUp() -> [PartialCertificate] {
    let partial = joining.filter { $0.identity.type == .certificate }.map {
      PartialCertificate(body: $0.body, bodyLength: $0.identity.length)
    }
    hasGivenUp = hasGivenUp || !joining.isEmpty
    joining = []
    heldByteCount = 0
    return partial
  }

  private mutating func place(for identity: DTLSMessageIdentity) -> Int? {
    if let index = joining.firstIndex(where: { $0.identity == identity }) { return index }
    guard joining.count < Self.maximumMessageCount, identity.length <= Self.maximumLength else { return nil }
    joining.append(DTLSPartialMessage(identity))
    heldByteCount += joining[joining.count - 1].heldByteCount
    return joining.count - 1
  }

  private mutating func finish(_ identity: DTLSMessageIdentity) {
    if let index = joining.firstIndex(where: { $0.identity == identity }) {
      heldByteCount -= joining.remove(at: index).heldByteCount
    }
    finished.append(identity)
    if finished.count > Self.rememberedCount { finished.removeFirst() }
  }

  /// Messages joined at once: a flight has no more.
  private static let maximumMessageCount = 16
  /// A certificate chain over UDP is far smaller; what is larger is an attack on the reader.
  private static let maximumLength = 1 << 20
  private static let rememberedCount = 64
}

extension DTLSHandshakeHeader {
  fileprivate var identity: DTLSMessageIdentity {
    DTLSMessageIdentity(sequence: messageSequence, type: type, length: length)
  }
}
