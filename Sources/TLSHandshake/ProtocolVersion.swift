/// A protocol version as it stands in records and hellos (RFC 8446, 4.1.2, 4.2.1; RFC 9147, 5.3).
public struct ProtocolVersion: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let ssl2 = ProtocolVersion(rawValue: 0x0002)
  public static let ssl3 = ProtocolVersion(rawValue: 0x0300)
  public static let tls10 = ProtocolVersion(rawValue: 0x0301)
  public static let tls11 = ProtocolVersion(rawValue: 0x0302)
  public static let tls12 = ProtocolVersion(rawValue: 0x0303)
  public static let tls13 = ProtocolVersion(rawValue: 0x0304)
  /// GB/T 38636.
  public static let tlcp = ProtocolVersion(rawValue: 0x0101)
  public static let dtls10 = ProtocolVersion(rawValue: 0xfeff)
  public static let dtls12 = ProtocolVersion(rawValue: 0xfefd)
  public static let dtls13 = ProtocolVersion(rawValue: 0xfefc)
  /// OpenSSL 0.9.8's DTLS before RFC 4347, still spoken by Cisco AnyConnect.
  public static let dtlsBeforeRFC = ProtocolVersion(rawValue: 0x0100)

  /// TLS or DTLS 1.3 or one of the drafts, which count from 0x7f00 (draft-ietf-tls-tls13-28, 4.2.1.1).
  public var isTLS13: Bool {
    self == .tls13 || self == .dtls13 || rawValue >> 8 == 0x7f || rawValue >> 8 == Self.facebookTLS13Drafts
  }

  public var isDTLS: Bool {
    switch self {
    case .dtls10, .dtls12, .dtls13, .dtlsBeforeRFC: true
    default: false
    }
  }

  /// "2.0", "3.0", "1.0" to "1.3"; nil for a value that no standard gives.
  public var name: String? {
    if isTLS13 { return "1.3" }
    return switch self {
    case .ssl2: "2.0"
    case .ssl3: "3.0"
    case .tls10, .dtls10, .dtlsBeforeRFC: "1.0"
    case .tls11, .tlcp: "1.1"
    case .tls12, .dtls12: "1.2"
    default: nil
    }
  }

  /// `ssl` for SSL 2.0 and 3.0, `dtls`, `tlcp`, else `tls`.
  public var protocolName: String {
    switch self {
    case .ssl2, .ssl3: "ssl"
    case .tlcp: "tlcp"
    default: isDTLS ? "dtls" : "tls"
    }
  }

  /// Facebook's deployment of TLS 1.3 drafts used 0xfb in the high byte.
  private static let facebookTLS13Drafts: UInt16 = 0xfb
}
