import WireFormat

/// The random bytes of a hello, by which its handshake is known again.
public struct HandshakeRandom: Hashable, Sendable {
  private let bytes: [UInt8]

  static let byteCount = 32

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Of a ClientHello or a ServerHello, which have it behind their version; nil where it is not whole.
  init?(ofHello body: Span<UInt8>) {
    guard body.count >= 2 + Self.byteCount else { return nil }
    self.init([UInt8](copying: body.extracting(2..<(2 + Self.byteCount))))
  }

  var isRetryRequest: Bool { Self.isRetryRequest(bytes.span) }

  /// Whether it is what stands in its place in a HelloRetryRequest: SHA-256 of "HelloRetryRequest" (RFC 8446, 4.1.3).
  static func isRetryRequest(_ random: Span<UInt8>) -> Bool { random.isEqual(to: retryRequest.span) }

  private static let retryRequest: [UInt8] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
  ]
}
