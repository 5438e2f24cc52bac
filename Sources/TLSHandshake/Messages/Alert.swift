import WireFormat

/// ```
/// struct {
///     AlertLevel level;
///     AlertDescription description;
/// } Alert;                                           RFC 8446, 6; RFC 5246, 7.2
/// ```
/// Values nobody here knows are kept.
public struct Alert: Hashable, Sendable {
  public var level: UInt8
  public var description: UInt8

  static let byteCount = 2

  init(level: UInt8, description: UInt8) {
    self.level = level
    self.description = description
  }

  /// Nil where the content of an alert record is no alert in the clear.
  ///
  /// An encrypted alert is always longer: a MAC or a tag is added to its two bytes. So the length tells, without
  /// knowing whether the sender has begun to encrypt.
  init?(_ content: Span<UInt8>) {
    guard content.count == Self.byteCount else { return nil }
    self.init(level: content[0], description: content[1])
  }

  var isFatal: Bool { level == 2 }

  /// `warning`, `fatal`, or the number.
  public var levelName: String {
    switch level {
    case 1: "warning"
    case 2: "fatal"
    default: String(level)
    }
  }

  /// `unknown_ca`, as IANA's registry "TLS Alerts" and RFC 5246 name it; the number where they do not.
  public var name: String { alertNames[description] ?? String(description) }
}

private let alertNames: [UInt8: String] = [
  0: "close_notify",
  1: "end_of_early_data",
  10: "unexpected_message",
  20: "bad_record_mac",
  21: "decryption_failed",
  22: "record_overflow",
  30: "decompression_failure",
  40: "handshake_failure",
  41: "no_certificate",
  42: "bad_certificate",
  43: "unsupported_certificate",
  44: "certificate_revoked",
  45: "certificate_expired",
  46: "certificate_unknown",
  47: "illegal_parameter",
  48: "unknown_ca",
  49: "access_denied",
  50: "decode_error",
  51: "decrypt_error",
  52: "too_many_cids_requested",
  60: "export_restriction",
  70: "protocol_version",
  71: "insufficient_security",
  80: "internal_error",
  86: "inappropriate_fallback",
  90: "user_canceled",
  100: "no_renegotiation",
  109: "missing_extension",
  110: "unsupported_extension",
  111: "certificate_unobtainable",
  112: "unrecognized_name",
  113: "bad_certificate_status_response",
  114: "bad_certificate_hash_value",
  115: "unknown_psk_identity",
  116: "certificate_required",
  117: "general_error",
  120: "no_application_protocol",
  121: "ech_required",
]
