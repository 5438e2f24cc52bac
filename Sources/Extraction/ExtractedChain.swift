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
  /// The tunnels around the sender's packets, outermost first.
  public var tunnels: [Tunnel] = []
  var encapsulation = EncapsulationID.none
  public var role: Role
  /// The negotiated version: "2.0", "3.0", "1.0" to "1.3"; nil without a ServerHello.
  public var version: String?
  /// `ssl`, `tls`, `dtls` or `tlcp`.
  public var versionProtocol: String?
  /// The ClientHello's server_name (RFC 6066, 3).
  public var serverName: String?
  /// What was spoken before TLS began (`smtp`, `http_connect`, ...; `unknown` for what has no name); nil for nothing.
  public var preamble: String?
  /// False where bytes of the message are missing and `chain` holds what was whole.
  public var isComplete: Bool
  public var chain: PresentedChain
  public var certificateType = CertificateKind.x509
  /// What was sent in place of a chain where ``certificateType`` says so.
  public var rawPublicKey: RawPublicKey?
  public var problems: [Problem]
  /// Name of the fatal alert with which the other side broke the handshake off; nil where none is in the clear.
  public var refusal: String?
  /// What the sender stapled to the chain (RFC 6066, 8; RFC 6961).
  public var ocspResponses: [StapledResponse] = []

  /// Nothing was sent that could be shown or written: no chain element and no key.
  public var isEmpty: Bool { chain.elements.isEmpty && rawPublicKey == nil }

  /// The side said that it has no certificate.
  public var isEmptyMessage: Bool {
    isEmpty && isComplete
      && !problems.contains { $0.code == .certificateCached || $0.code == .unsupportedCertificateType }
  }

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

/// What a Certificate message holds. The raw value is the word in `tls.certificate_type` of the NDJSON.
public enum CertificateKind: String, Sendable, CaseIterable {
  case x509
  /// A SubjectPublicKeyInfo alone (RFC 7250).
  case rawPublicKey = "raw_public_key"
  /// RFC 6091. Recognised and not read.
  case openPGP = "openpgp"
  /// A type that no standard known here gives.
  case unknown
}

/// An OCSP response and the element that it stands beside.
public struct StapledResponse: Sendable {
  /// Position (from 1) in the chain.
  public var position: Int
  public var response: OCSPResponse

  public init(position: Int, response: OCSPResponse) {
    self.position = position
    self.response = response
  }
}

public enum Transport: String, Sendable { case tcp, udp }
