import WireFormat

/// How a direction finds the start of its handshake, whatever was spoken before. Small, because every connection has
/// two, and most are no TLS.
struct HandshakeFinder: ~Copyable {
  /// Where a handshake was found, and how it begins.
  struct Start {
    enum Kind: Equatable {
      case record(isAlert: Bool)
      /// Messages of SSL 2.0, which are no records of later versions.
      case sslv2ClientHello(byteCount: Int)
      case sslv2ServerHello(byteCount: Int)
    }

    var kind: Kind
    /// Bytes to read first: they were held before.
    var held: [UInt8] = []
    /// Where to read on in the segment.
    var offset = 0

    fileprivate init(_ prefix: Span<UInt8>, held: [UInt8] = [], offset: Int = 0) {
      if let hello = SSLv2ClientHello(prefix: prefix) {
        kind = .sslv2ClientHello(byteCount: hello.byteCount)
      } else if let hello = SSLv2ServerHello(prefix: prefix) {
        kind = .sslv2ServerHello(byteCount: hello.byteCount)
      } else {
        kind = .record(isAlert: prefix[0] == ContentType.alert.rawValue)
      }
      self.held = held
      self.offset = offset
    }
  }

  /// What was sent before the handshake.
  var opening = Opening()
  /// Records of a session that was under way before anything of its handshake was seen.
  private(set) var sawEncryptedRecord = false
  /// What may have begun a handshake went on with bytes that are missing.
  private(set) var lostCandidate = false
  /// First bytes of a possible handshake, too few to tell.
  private var held: [UInt8] = []
  private var remainingSearches = Self.searchCount

  /// So much was looked at that this direction is taken for something else.
  var isExhausted: Bool { remainingSearches == 0 }

  /// Another stream begins. Cheaper than a new finder, which is mostly room.
  mutating func restart() {
    opening.restart()
    (sawEncryptedRecord, lostCandidate) = (false, false)
    if !held.isEmpty { held = [] }
    remainingSearches = Self.searchCount
  }

  /// Bytes are missing: what comes does not go on with what is held.
  mutating func forgetHeld() {
    if !held.isEmpty { lostCandidate = true }
    held = []
  }

  /// Looks for a handshake at the start of `bytes`, one segment's, or of those that were held before them, or
  /// behind a preamble that shares the segment.
  ///
  /// - Returns: nil if none starts there, or too little is there to tell.
  mutating func search(_ bytes: Span<UInt8>) -> Start? {
    guard !isExhausted else { return nil }
    if !held.isEmpty {
      switch searchHeld(bytes) {
      case .found(let start): return begin(start)
      case .needsMore: return nil
      case .isNot: break  // What is new may start one by itself.
      }
    }
    switch HandshakeSearch.judge(bytes) {
    case .startsHere: return begin(Start(bytes))
    case .needsMore: held = [UInt8](copying: bytes)
    case .encryptedRecord:
      sawEncryptedRecord = true
      opening.discard()
    case .isNot:
      if let start = searchBehindPreamble(bytes) { return begin(start) }
    }
    remainingSearches -= 1
    return nil
  }

  private enum HeldVerdict {
    case found(Start)
    case needsMore
    case isNot
  }

  private mutating func searchHeld(_ bytes: Span<UInt8>) -> HeldVerdict {
    let before = held
    held.append(copying: bytes.extracting(first: HandshakeSearch.maximumByteCount))
    let candidate = held
    held = []
    switch HandshakeSearch.judge(candidate.span) {
    case .startsHere: return .found(Start(candidate.span, held: before))
    case .needsMore:
      held = candidate
      return .needsMore
    case .isNot, .encryptedRecord:
      opening.note(before.span)
      return .isNot
    }
  }

  private mutating func searchBehindPreamble(_ bytes: Span<UInt8>) -> Start? {
    if remainingSearches > Self.searchCount - Self.sharedSegmentCount,
      let offset = SharedSegment.handshakeOffset(in: bytes)
    {
      let rest = bytes.extracting(droppingFirst: offset)
      switch HandshakeSearch.judge(rest) {
      case .startsHere:
        opening.note(bytes.extracting(first: offset))
        return Start(rest, offset: offset)
      case .needsMore:
        opening.note(bytes.extracting(first: offset))
        held = [UInt8](copying: rest)
        return nil
      case .isNot, .encryptedRecord: break
      }
    }
    opening.note(bytes)
    return nil
  }

  private mutating func begin(_ start: Start) -> Start {
    opening.close()
    return start
  }

  /// Segments that are looked at for the start of a handshake, before a direction is taken for something else.
  static let searchCount = 1024
  /// Of these, segments that are looked into behind their start.
  static let sharedSegmentCount = 16
}
