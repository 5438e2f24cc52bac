/// Record content types (RFC 8446, 5.1). Values nobody here knows are kept.
public struct ContentType: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let changeCipherSpec = ContentType(rawValue: 20)
  public static let alert = ContentType(rawValue: 21)
  public static let handshake = ContentType(rawValue: 22)
  public static let applicationData = ContentType(rawValue: 23)
  /// RFC 6520.
  public static let heartbeat = ContentType(rawValue: 24)

  var isKnown: Bool { (20...24).contains(rawValue) }
}
