import WireFormat

/// Recognises QUIC by the packet that begins a connection, so that its absence of certificates can be named.
///
/// ```
/// Initial Packet {
///   Header Form (1) = 1,
///   Fixed Bit (1) = 1,
///   Long Packet Type (2) = 0,
///   ...
///   Version (32),
///   Destination Connection ID Length (8),
///   Destination Connection ID (0..160),
///   ...
/// }                                                  RFC 9000, 17.2.2; version 2: RFC 9369, 3.2
/// ```
public enum QUICPacket {
  /// Whether a datagram begins with an Initial packet of a known version.
  public static func isInitial(_ payload: Span<UInt8>) -> Bool {
    guard payload.count > 7, payload[0] & 0xc0 == 0xc0, payload[5] <= 20 else { return false }
    let type = payload[0] >> 4 & 0x3
    switch payload.bigEndianUInt32(at: 1) {
    case 1, 0xff00_0000...0xff00_0022: return type == 0
    case 0x6b33_43cf: return type == 1
    default: return false
    }
  }
}
