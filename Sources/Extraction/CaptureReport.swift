import Packets

/// What came of one capture.
public struct CaptureReport: Sendable {
  public var file: String
  /// Tells the capture from others of its name; nil where it could not be opened.
  public var fingerprint: String?
  /// Packets read from the file, and those the filter let through.
  public var packetCount: Int
  public var matchingPacketCount: Int
  public var connectionCount: Int
  /// Of these, those of which a packet passed the filter.
  public var matchingConnectionCount = 0
  /// The file ends inside a packet.
  public var isCut = false
  /// Initial packets of QUIC (RFC 9000), whose certificates are encrypted.
  public var quicInitialCount = 0
  /// All chains, on any port, in order of their packets.
  public var chains: [ExtractedChain]
  /// Every connection, in order of its last packet; empty where the options do not ask for them.
  public var connections: [ConnectionRecord]
  /// Connections on the chosen ports that hold no chain, counted by reason; reasons without one are absent.
  public var withoutChain: [AbsenceReason: Int]
  /// The same for connections on other ports.
  public var withoutChainElsewhere: [AbsenceReason: Int]
  /// Said on standard error: a cut last packet, limits that bit, ...
  public var warnings: [String]
  /// Set where the file could not be read to its end (exit status 2).
  public var readError: String?

  public init(file: String) {
    self.file = file
    packetCount = 0
    matchingPacketCount = 0
    connectionCount = 0
    chains = []
    connections = []
    withoutChain = [:]
    withoutChainElsewhere = [:]
    warnings = []
    readError = nil
  }
}

/// Why a connection gave no chain.
public enum AbsenceReason: Sendable, CaseIterable {
  /// TLS 1.3 sends certificates encrypted.
  case encryptedByTLS13
  /// DTLS 1.3 does, too.
  case encryptedByDTLS13
  /// The session was resumed: no certificates are sent.
  case resumed
  /// The client has kept the chain from an earlier connection, and only its hash was sent (RFC 7924).
  case certificateCached
  /// Bytes of the handshake are not in the capture.
  case bytesMissing
  /// The snap length cut them.
  case cutBySnapLength
  /// The handshake was broken off, or the capture ends, before a certificate.
  case noCertificateSent
  /// Nothing that answers the ClientHello is in the capture.
  case noAnswer
  /// The other side answered the ClientHello with an alert.
  case refusedByAlert
  /// The other side answered the ClientHello with something that is no TLS.
  case answerNotTLS
  /// The cipher suite authenticates without certificates (a pre-shared key, a password), or not at all.
  case noCertificateInCipherSuite
  /// Only encrypted records: the handshake took place before the capture began.
  case handshakeBeforeCapture
  /// The connection never carried a byte.
  case noData
  /// Not TLS.
  case notTLS

  /// The word in `reason` of the NDJSON.
  public var code: String {
    switch self {
    case .encryptedByTLS13: "encrypted_tls13"
    case .encryptedByDTLS13: "encrypted_dtls13"
    case .resumed: "session_resumed"
    case .certificateCached: "certificate_cached"
    case .bytesMissing: "bytes_missing"
    case .cutBySnapLength: "cut_by_snap_length"
    case .noCertificateSent: "no_certificate_sent"
    case .noAnswer: "no_answer"
    case .refusedByAlert: "refused_by_alert"
    case .answerNotTLS: "answer_not_tls"
    case .noCertificateInCipherSuite: "no_certificate_in_cipher_suite"
    case .handshakeBeforeCapture: "handshake_before_capture"
    case .noData: "no_data"
    case .notTLS: "not_tls"
    }
  }
}
