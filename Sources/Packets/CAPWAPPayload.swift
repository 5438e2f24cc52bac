import WireFormat

/// DTLS between an access point and its controller (RFC 5415, 4.2), with the header that stands before it.
///
/// ```
/// |Version=0|Type=1|          Reserved = 0          |
/// ```
public enum CAPWAPPayload {
  /// Where the DTLS records are; nil for a datagram that does not begin with the header.
  public static func find(in payload: Span<UInt8>) -> Range<Int>? {
    guard payload.count > 4, payload.bigEndianUInt32(at: 0) == dtlsHeader else { return nil }
    return 4..<payload.count
  }

  private static let dtlsHeader: UInt32 = 0x0100_0000
}
