import WireFormat

/// The first bytes that a direction sent before its handshake, for ``Preamble`` to name them.
struct Opening {
  private(set) var bytes: [UInt8] = []
  /// A header of the PROXY protocol came first; ``bytes`` begin behind it.
  private(set) var hadProxyHeader = false
  private var isClosed = false

  /// Wants no more: a call of ``note(_:)`` does nothing.
  var isFull: Bool { isClosed || bytes.count == Self.byteLimit }

  mutating func note(_ part: Span<UInt8>) {
    guard !isFull else { return }
    var part = part
    if bytes.isEmpty, !hadProxyHeader, let byteCount = SharedSegment.proxyHeaderByteCount(part) {
      hadProxyHeader = true
      part = part.extracting(droppingFirst: byteCount)
    }
    if bytes.isEmpty, !part.isEmpty { bytes.reserveCapacity(Self.byteLimit) }
    bytes.append(copying: part.extracting(first: Self.byteLimit - bytes.count))
  }

  /// The handshake begins: what follows is no preamble.
  mutating func close() {
    isClosed = true
  }

  /// Forgets all: there was no preamble, or nobody asks for it any more.
  mutating func discard() {
    bytes = []
    hadProxyHeader = false
    isClosed = true
  }

  private static let byteLimit = 64
}
