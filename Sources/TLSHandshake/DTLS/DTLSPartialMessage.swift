import WireFormat

/// A handshake message of which fragments have come in: in any order, overlapping, and more than once.
///
/// The bytes before the first hole are in ``body``; those behind it wait in pieces. So what is held is what was
/// received, whatever length the message announces. Of bytes that come twice the first stay.
struct DTLSPartialMessage {
  private struct Piece {
    var offset: Int
    var bytes: [UInt8]

    var end: Int { offset + bytes.count }
  }

  let identity: DTLSMessageIdentity
  /// The first bytes, without a hole.
  private(set) var body: [UInt8] = []
  /// Disjoint, in order, all behind ``body`` with a hole before the first.
  private var waiting: [Piece] = []
  private(set) var heldByteCount = Self.overhead

  init(_ identity: DTLSMessageIdentity) {
    self.identity = identity
  }

  var isComplete: Bool { body.count == identity.length }

  /// Adds a fragment, which lies within the message.
  ///
  /// - Returns: false where too many pieces wait behind holes to keep another one.
  mutating func add(_ fragment: Span<UInt8>, at offset: Int) -> Bool {
    let end = offset + fragment.count
    var position = max(offset, body.count)
    var index = firstWaiting(endingAfter: position)
    while position < end {
      if index < waiting.count, waiting[index].offset <= position {
        position = waiting[index].end
        index += 1
        continue
      }
      let partEnd = index < waiting.count ? min(end, waiting[index].offset) : end
      let part = fragment.extracting((position - offset)..<(partEnd - offset))
      if position == body.count {
        body.append(copying: part)
      } else if index > 0, waiting[index - 1].end == position {
        waiting[index - 1].bytes.append(copying: part)
      } else {
        guard waiting.count < Self.pieceLimit else { return false }
        waiting.insert(Piece(offset: position, bytes: [UInt8](copying: part)), at: index)
        heldByteCount += Self.overhead
        index += 1
      }
      heldByteCount += part.count
      position = partEnd
    }
    closeHole()
    return true
  }

  /// Moves to ``body`` what no hole is before any more.
  private mutating func closeHole() {
    var count = 0
    while count < waiting.count, waiting[count].offset == body.count {
      body += waiting[count].bytes
      count += 1
    }
    waiting.removeFirst(count)
    heldByteCount -= count * Self.overhead
  }

  /// The first piece that ends behind `offset`.
  private func firstWaiting(endingAfter offset: Int) -> Int {
    waiting.partitioningIndex { $0.end > offset }
  }

  /// Pieces behind holes: fragments come nearly in order, so there are few, and adding one stays cheap.
  private static let pieceLimit = 1024
  /// What a message or a piece takes beside its bytes.
  private static let overhead = 64
}
