/// Handshake message types (RFC 8446, 4; RFC 5246, 7.4). Values nobody here knows are kept.
public struct HandshakeType: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let helloRequest = HandshakeType(rawValue: 0)
  public static let clientHello = HandshakeType(rawValue: 1)
  public static let serverHello = HandshakeType(rawValue: 2)
  /// DTLS (RFC 6347, 4.3.2).
  public static let helloVerifyRequest = HandshakeType(rawValue: 3)
  public static let newSessionTicket = HandshakeType(rawValue: 4)
  public static let certificate = HandshakeType(rawValue: 11)
  public static let serverKeyExchange = HandshakeType(rawValue: 12)
  public static let certificateRequest = HandshakeType(rawValue: 13)
  public static let serverHelloDone = HandshakeType(rawValue: 14)
  public static let certificateVerify = HandshakeType(rawValue: 15)
  public static let clientKeyExchange = HandshakeType(rawValue: 16)
  public static let finished = HandshakeType(rawValue: 20)
  public static let certificateURL = HandshakeType(rawValue: 21)
  /// RFC 6066, 8.
  public static let certificateStatus = HandshakeType(rawValue: 22)
  /// RFC 4680.
  public static let supplementalData = HandshakeType(rawValue: 23)

  /// Whether TLS 1.2 and before define it: what a handshake in the clear can hold.
  var isKnown: Bool {
    switch rawValue {
    case 0...4, 11...16, 20...23: true
    default: false
    }
  }

  /// `client_hello`, as RFC 8446 and RFC 5246 name it; the number where they do not.
  public var name: String { handshakeTypeNames[rawValue] ?? String(rawValue) }

  /// The side that alone sends it; nil where both do.
  var sentBy: HandshakeRole? {
    switch self {
    case .clientHello, .clientKeyExchange, .certificateVerify: .client
    case .helloRequest, .helloVerifyRequest, .serverHello, .newSessionTicket, .serverKeyExchange, .certificateRequest,
      .serverHelloDone, .certificateStatus:
      .server
    default: nil
    }
  }
}

/// Who is who in a handshake.
public enum HandshakeRole: Sendable, Equatable {
  case client, server

  var opposite: HandshakeRole { self == .client ? .server : .client }
}

private let handshakeTypeNames: [UInt8: String] = [
  0: "hello_request", 1: "client_hello", 2: "server_hello", 3: "hello_verify_request", 4: "new_session_ticket",
  11: "certificate", 12: "server_key_exchange", 13: "certificate_request", 14: "server_hello_done",
  15: "certificate_verify", 16: "client_key_exchange", 20: "finished", 21: "certificate_url",
  22: "certificate_status", 23: "supplemental_data",
]
