import WireFormat

/// ```
/// struct {
///     CertificateStatusType status_type;             ocsp(1), ocsp_multi(2)
///     select (status_type) {
///         case ocsp: OCSPResponse;                   opaque OCSPResponse<1..2^24-1>, RFC 6066, 8
///         case ocsp_multi: OCSPResponseList;         RFC 6961, 2.2
///     } response;
/// } CertificateStatus;
/// struct {
///     OCSPResponse ocsp_response_list<1..2^24-1>;    an empty one: none for that certificate
/// } OCSPResponseList;
/// ```
public enum CertificateStatus {
  /// Visits each response of a CertificateStatus message's body with the position (from 1) of the certificate that
  /// it stands beside. Types that nobody here knows have none.
  ///
  /// - Throws: `WireError` when the lengths contradict each other; the responses before were visited.
  public static func read(
    _ body: Span<UInt8>, visit: (_ position: Int, _ response: Span<UInt8>) -> Void
  ) throws(WireError) {
    var reader = ByteReader(body)
    switch try reader.readUInt8("status_type") {
    case ocsp:
      let length = try reader.readUInt24("OCSPResponse.length")
      visit(1, try reader.readBytes(length, "OCSPResponse"))
    case ocspMulti:
      var list = try reader.readChild(
        byteCount: try reader.readUInt24("ocsp_response_list.length"), "ocsp_response_list")
      var position = 1
      while !list.isAtEnd {
        let length = try list.readUInt24("OCSPResponse.length")
        let response = try list.readBytes(length, "OCSPResponse")
        if length > 0 { visit(position, response) }
        position += 1
      }
    default: return
    }
    try reader.expectEnd(of: "CertificateStatus")
  }

  private static let ocsp: UInt8 = 1
  private static let ocspMulti: UInt8 = 2
}
