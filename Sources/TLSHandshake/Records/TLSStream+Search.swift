import WireFormat

/// How a direction finds the start of its handshake, whatever was spoken before.
extension TLSStream {
  /// Where a handshake was found.
  struct Start {
    /// Bytes to read first: they were held before.
    var held: [UInt8] = []
    /// Where to read on in the segment.
    var offset = 0
  }

  /// Looks for a handshake at the start of `bytes`, one segment's, or of those that were held before them, or
  /// behind a preamble that shares the segment.
  ///
  /// - Returns: nil if none starts there, or too little is there to tell.
  mutating func search(_ bytes: Span<UInt8>) -> Start? {
    if !held.isEmpty {
      let before = held
      held.append(copying: bytes.extracting(first: HandshakeSearch.maximumByteCount))
      let candidate = held
      held = []
      switch HandshakeSearch.judge(candidate.span) {
      case .startsHere:
        begin(candidate.span)
        return Start(held: before)
      case .needsMore:
        held = candidate
        return nil
      case .isNot, .encryptedRecord:
        opening.note(before.span)
      // What is new may start one by itself.
      }
    }
    switch HandshakeSearch.judge(bytes) {
    case .startsHere:
      begin(bytes)
      return Start()
    case .needsMore: held = [UInt8](copying: bytes)
    case .encryptedRecord:
      sawEncryptedRecord = true
      opening.discard()
    case .isNot:
      if let start = searchBehindPreamble(bytes) { return start }
    }
    remainingSearches -= 1
    if remainingSearches == 0 { stop() }
    return nil
  }

  private mutating func searchBehindPreamble(_ bytes: Span<UInt8>) -> Start? {
    if remainingSearches > Self.searchCount - Self.sharedSegmentCount,
      let offset = SharedSegment.handshakeOffset(in: bytes)
    {
      let rest = bytes.extracting(droppingFirst: offset)
      switch HandshakeSearch.judge(rest) {
      case .startsHere:
        opening.note(bytes.extracting(first: offset))
        begin(rest)
        return Start(offset: offset)
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

  private mutating func begin(_ prefix: Span<UInt8>) {
    state = .records
    opening.close()
    startsWithAlert = prefix[0] == ContentType.alert.rawValue
    headerCount = 0
    if let hello = SSLv2ClientHello(prefix: prefix) {
      beginSSLv2(Self.sslv2ClientHello, byteCount: hello.byteCount)
    } else if let hello = SSLv2ServerHello(prefix: prefix) {
      beginSSLv2(Self.sslv2ServerHello, byteCount: hello.byteCount)
    }
  }

  /// Counts a message of SSL 2.0 as one record without a header.
  private mutating func beginSSLv2(_ type: ContentType, byteCount: Int) {
    headerCount = RecordHeader.byteCount
    recordType = type
    recordLength = byteCount
    recordRemaining = byteCount
  }
}
