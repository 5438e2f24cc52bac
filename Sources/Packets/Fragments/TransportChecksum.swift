import WireFormat

/// The checksum in a UDP or TCP header, over a pseudo-header of addresses, protocol and length, and all that follows
/// (RFC 768; RFC 9293, 3.1; RFC 8200, 8.1).
enum TransportChecksum {
  enum Verdict {
    case right, wrong
    /// There is none, or a network card was to fill it in.
    case absent
  }

  static func judge(_ bytes: Span<UInt8>, of number: IPProtocolNumber, between addresses: IPAddressPair) -> Verdict {
    switch number {
    case .udp where bytes.count >= 8:
      let length = Int(bytes.bigEndianUInt16(at: 4))
      // Zero is a jumbogram's (RFC 2675, 4).
      guard length >= 8 else { return .absent }
      guard length <= bytes.count else { return .wrong }
      return judge(bytes.extracting(0..<length), checksumAt: 6, number, addresses)
    case .tcp where bytes.count >= 20: return judge(bytes, checksumAt: 16, number, addresses)
    default: return .absent
    }
  }

  private static func judge(
    _ bytes: Span<UInt8>, checksumAt offset: Int, _ number: IPProtocolNumber, _ addresses: IPAddressPair
  ) -> Verdict {
    let checksum = bytes.bigEndianUInt16(at: offset)
    guard checksum != 0 else { return .absent }
    let pseudoHeader =
      sum(of: addresses.source) + sum(of: addresses.destination) + UInt64(number.rawValue) + UInt64(bytes.count)
    // What the kernel leaves for the card to go on with.
    if checksum == folded(pseudoHeader) { return .absent }
    var total = pseudoHeader
    var index = 0
    while index + 2 <= bytes.count {
      total += UInt64(bytes.bigEndianUInt16(at: index))
      index += 2
    }
    if index < bytes.count { total += UInt64(bytes[index]) << 8 }
    return folded(total) == 0xffff ? .right : .wrong
  }

  private static func sum(of address: IPAddress) -> UInt64 {
    [address.high, address.low].reduce(0) { sum, half in
      sum + half >> 48 + half >> 32 & 0xffff + half >> 16 & 0xffff + half & 0xffff
    }
  }

  /// The carries added in (RFC 1071, 1).
  private static func folded(_ sum: UInt64) -> UInt16 {
    var sum = sum
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    return UInt16(sum)
  }
}
