import WireFormat

/// ```
/// opaque ASN.1Cert<1..2^24-1>;
/// struct {
///     ASN.1Cert certificate_list<0..2^24-1>;
/// } Certificate;                                     RFC 5246, 7.4.2
/// ```
public enum CertificateList {
  /// Visits each whole element of a Certificate message's body, in order.
  ///
  /// An element is framed by its length alone: what is in it is not looked at, so that one unreadable
  /// element does not hide the others.
  ///
  /// - Throws: `WireError` when the lengths contradict each other, or the body ends early; the
  ///   elements before were visited.
  public static func read(_ body: Span<UInt8>, visit: (Span<UInt8>) -> Void) throws(WireError) {
    var reader = ByteReader(body)
    let listLength = try reader.readUInt24("certificate_list.length")
    let isWhole = listLength == reader.remainingByteCount
    while !reader.isAtEnd {
      guard reader.position - 3 < listLength else {
        try reader.expectEnd(of: "certificate_list")
        return
      }
      let length = try reader.readUInt24("ASN.1Cert.length")
      guard reader.position - 3 + length <= listLength else {
        throw WireError(
          .invalid, field: "ASN.1Cert.length", position: reader.position - 3, needed: length,
          available: listLength - (reader.position - 3))
      }
      visit(try reader.readBytes(length, "ASN.1Cert"))
    }
    guard isWhole || reader.position - 3 == listLength else {
      throw WireError(
        .truncated, field: "certificate_list", position: 3, needed: listLength,
        available: reader.position - 3)
    }
  }
}
