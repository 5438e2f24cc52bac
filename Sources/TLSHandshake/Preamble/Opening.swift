import WireFormat

/// The first bytes that a direction sent before its handshake, for ``Preamble`` to name them.
struct Opening {
  /// Kept in place: nearly every stream has some, and nearly none needs them.
  private var stored: InlineArray<64, UInt8> = .init(repeating: 0)
  private var count = 0
  /// A header of the PROXY protocol came first; ``bytes`` begin behind it.
  private(set) var hadProxyHeader = false
  private var isClosed = false

  var isEmpty: Bool { count == 0 }

  var bytes: [UInt8] { (0..<count).map { stored[$0] } }

  /// Wants no more: a call of ``note(_:)`` does nothing.
  var isFull: Bool { isClosed || count == stored.count }

  mutating func note(_ part: Span<UInt8>) {
    guard !isFull else { return }
    var part = part
    if count == 0, !hadProxyHeader, let byteCount = SharedSegment.proxyHeaderByteCount(part) {
      hadProxyHeader = true
      part = part.extracting(droppingFirst: byteCount)
    }
    var room = stored.mutableSpan
    count += room.overwrite(at: count, copying: part)
  }

  /// Another stream begins.
  mutating func restart() {
    (count, hadProxyHeader, isClosed) = (0, false, false)
  }

  /// The handshake begins: what follows is no preamble.
  mutating func close() {
    isClosed = true
  }

  /// Forgets all: there was no preamble, or nobody asks for it any more.
  mutating func discard() {
    count = 0
    hadProxyHeader = false
    isClosed = true
  }
}
