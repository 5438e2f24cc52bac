import CertificateChains
import Packets
import WireFormat

/// Who sent a chain, by the handshake messages around it, never by ports.
public enum Role: String, Sendable {
  case server, client, unknown
}

/// One Certificate message of one direction of one connection.
public struct ExtractedChain: Sendable {
  /// The input, as the user named it.
  public var file: String
  /// Number of the connection in the file, from 1, in order of first packet; the same whatever the options.
  public var connection: Int
  /// Of the packet that completed the message.
  public var timestamp: Timestamp?
  public var packet: Int
  public var transport: Transport
  /// The side that sent the chain.
  public var source: Endpoint
  public var destination: Endpoint
  public var role: Role
  /// The negotiated version: "2.0", "3.0", "1.0" to "1.3"; nil without a ServerHello.
  public var version: String?
  /// `ssl`, `tls`, `dtls` or `tlcp`.
  public var versionProtocol: String?
  /// The ClientHello's server_name (RFC 6066, 3).
  public var serverName: String?
  /// False where bytes of the message are missing and `chain` holds what was whole.
  public var isComplete: Bool
  public var chain: PresentedChain
  public var problems: [Problem]

  /// The TLS client's end, where the role is known.
  public var client: Endpoint? {
    switch role {
    case .client: source
    case .server: destination
    case .unknown: nil
    }
  }

  /// The TLS server's end, where the role is known.
  public var server: Endpoint? {
    switch role {
    case .client: destination
    case .server: source
    case .unknown: nil
    }
  }
}

public enum Transport: String, Sendable { case tcp, udp }
