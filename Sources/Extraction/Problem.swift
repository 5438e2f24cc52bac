/// Something wrong that ended a packet, a stream or an element, but not the run.
public struct Problem: Sendable, Equatable {
  /// The words of `problems[].code` in the NDJSON, listed in the schema.
  public enum Code: String, Sendable, CaseIterable {
    /// A framed chain element is no DER SEQUENCE of exactly its length.
    case notDER = "not_der"
    /// A chain element of length zero.
    case emptyElement = "empty_element"
    /// The Certificate message's inner lengths contradict each other.
    case malformedMessage = "malformed_message"
    /// The Certificate message holds a hash: the client has kept the chain from an earlier connection (RFC 7924).
    case certificateCached = "certificate_cached"
    /// The Certificate message holds neither X.509 certificates nor a raw public key.
    case unsupportedCertificateType = "unsupported_certificate_type"
    /// Bytes of the message are not in the capture.
    case bytesMissing = "bytes_missing"
    /// The capture's snap length cut them off.
    case cutBySnapLength = "cut_by_snap_length"
  }

  public var code: Code
  public var message: String
  /// The packet it was seen at; nil where no packet can be named.
  public var packet: Int?

  public init(_ code: Code, _ message: String, packet: Int?) {
    self.code = code
    self.message = message
    self.packet = packet
  }
}
