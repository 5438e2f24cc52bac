import WireFormat

/// What a TURN client and its relay carry for each other (RFC 8656): ChannelData, and the DATA attribute of Send
/// and Data indications. Told apart from what else shares the port by the first byte (RFC 7983).
public enum TURNPayload {
  /// Finds the application's data in a datagram's payload.
  ///
  /// - Returns: where it is, and what tells its peer from other peers on the same ports: the channel number, or a
  ///   mixture of the peer's address; nil for a datagram that is no TURN.
  public static func find(in payload: Span<UInt8>) -> (range: Range<Int>, channel: UInt32)? {
    guard payload.count >= 4 else { return nil }
    switch payload[0] {
    case 0x40...0x4f: return findChannelData(in: payload)
    case 0x00: return findIndication(in: payload)
    default: return nil
    }
  }

  /// ```
  /// |         Channel Number        |            Length             |
  /// |                       Application Data                        |      RFC 8656, 12.4
  /// ```
  private static func findChannelData(in payload: Span<UInt8>) -> (range: Range<Int>, channel: UInt32)? {
    let length = Int(payload.bigEndianUInt16(at: 2))
    guard length > 0, (payload.count - length - 4) < 4 else { return nil }
    return (4..<min(4 + length, payload.count), UInt32(payload.bigEndianUInt16(at: 0)))
  }

  /// ```
  /// |0 0|     STUN Message Type     |         Message Length        |
  /// |                         Magic Cookie                          |
  /// |                     Transaction ID (96 bits)                  |      RFC 8489, 5; attributes 14
  /// ```
  private static func findIndication(in payload: Span<UInt8>) -> (range: Range<Int>, channel: UInt32)? {
    guard payload.count >= 20, payload[1] == sendIndication || payload[1] == dataIndication,
      payload.bigEndianUInt32(at: 4) == magicCookie
    else { return nil }
    let end = min(payload.count, 20 + Int(payload.bigEndianUInt16(at: 2)))
    var position = 20
    var data: Range<Int>?
    var peer: UInt32 = 0
    while position + 4 <= end {
      let type = payload.bigEndianUInt16(at: position)
      let length = Int(payload.bigEndianUInt16(at: position + 2))
      let value = position + 4..<min(position + 4 + length, end)
      if type == dataAttribute { data = value }
      if type == xorPeerAddressAttribute {
        for index in value { peer = peer &* 31 &+ UInt32(payload[index]) }
      }
      position += 4 + (length + 3) & ~3
    }
    // A channel number has its two high bytes clear; a peer's mixture must not look like one.
    return data.map { ($0, peer | 0x8000_0000) }
  }

  private static let sendIndication: UInt8 = 0x16
  private static let dataIndication: UInt8 = 0x17
  private static let magicCookie: UInt32 = 0x2112_a442
  private static let dataAttribute: UInt16 = 0x0013
  private static let xorPeerAddressAttribute: UInt16 = 0x0012
}
