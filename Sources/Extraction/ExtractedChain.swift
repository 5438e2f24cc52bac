import Capture
import CertificateChains
import Packets
import TLSHandshake
import WireFormat

/// Who sent a chain, by the handshake messages around it, never by ports.
public enum Role: String, Sendable {
  case server, client, unknown
}

/// One Certificate message of one direction of one connection.
///
/// Copies share what it holds: it goes through many hands on its way, and nearly nothing is changed there.
public struct ExtractedChain: Sendable {
  private final class Shared: Sendable {
    let content: ChainContent

    init(_ content: consuming ChainContent) { self.content = content }
  }

  private var shared: Shared

  package init(_ content: consuming ChainContent) {
    shared = Shared(content)
  }

  /// Hands out what the chain holds as it lies there, for who reads most of it: each name and list that is copied
  /// out is counted, where another thread counts too.
  package func withContent<Result>(_ body: (borrowing ChainContent) -> Result) -> Result {
    body(shared.content)
  }

  package mutating func change(_ body: (inout ChainContent) -> Void) {
    var content = shared.content
    body(&content)
    shared = Shared(content)
  }

  /// Fills in what is not known yet, which is mostly nothing.
  mutating func complete(with facts: HandshakeFacts, sender: Sender) {
    guard lacks(facts, sender: sender) else { return }
    change { $0.complete(with: facts, sender: sender) }
  }

  /// Whether ``complete(with:sender:)`` would add anything.
  private func lacks(_ facts: HandshakeFacts, sender: Sender) -> Bool {
    role == .unknown && facts.role(of: sender) != nil || shared.content.version == nil && facts.version != nil
      || shared.content.serverName == nil && facts.serverName != nil || shared.content.preamble != facts.preamble
  }

  /// Of the certificates that it keeps alive, one that is there twice counted twice.
  package var certificateByteCount: Int { shared.content.chain.byteCount }

  /// The input, as the user named it.
  public var file: String { shared.content.file }
  /// Host name of the machine that captured, where it is known.
  public var peer: String? { shared.content.peer }
  /// Of a capture of several files, the one that ``packet`` is in, and its number there.
  public var packetFile: PacketLocation? { shared.content.packetFile }
  /// Number of the connection in the file, from 1, in order of first packet; the same whatever the options.
  public var connection: Int { shared.content.connection }
  /// Of the packet that completed the message.
  public var timestamp: Timestamp? { shared.content.timestamp }
  public var packet: Int { shared.content.packet }
  public var transport: Transport { shared.content.transport }
  /// The side that sent the chain.
  public var source: Endpoint { shared.content.source }
  public var destination: Endpoint { shared.content.destination }
  /// The tunnels around the sender's packets, outermost first.
  public var tunnels: [Tunnel] { shared.content.tunnels }
  var encapsulation: EncapsulationID { shared.content.encapsulation }
  public var role: Role { shared.content.role }
  /// The negotiated version: "2.0", "3.0", "1.0" to "1.3"; nil without a ServerHello.
  public var version: String? { shared.content.version?.name }
  /// `ssl`, `tls`, `dtls` or `tlcp`.
  public var versionProtocol: String? { shared.content.version?.protocolName }
  /// The ClientHello's server_name (RFC 6066, 3).
  public var serverName: String? { shared.content.serverName }
  /// What was spoken before TLS began (`smtp`, `http_connect`, ...; `unknown` for what has no name); nil for nothing.
  public var preamble: String? { shared.content.preamble?.rawValue }
  /// False where bytes of the message are missing and `chain` holds what was whole.
  public var isComplete: Bool { shared.content.isComplete }
  public var chain: PresentedChain { shared.content.chain }
  public var certificateType: CertificateKind { shared.content.certificateType }
  /// What was sent in place of a chain where ``certificateType`` says so.
  public var rawPublicKey: RawPublicKey? { shared.content.rawPublicKey }
  public var problems: [Problem] { shared.content.problems }
  /// Name of the fatal alert with which the other side broke the handshake off; nil where none is in the clear.
  public var refusal: String? { shared.content.refusal }
  /// What the sender stapled to the chain (RFC 6066, 8; RFC 6961).
  public var ocspResponses: [StapledResponse] { shared.content.ocspResponses }

  /// Nothing was sent that could be shown or written: no chain element and no key.
  public var isEmpty: Bool { shared.content.isEmpty }

  /// The side said that it has no certificate.
  public var isEmptyMessage: Bool {
    isEmpty && isComplete
      && !problems.contains { $0.code == .certificateCached || $0.code == .unsupportedCertificateType }
  }

  /// The TLS client's end, where the role is known.
  public var client: Endpoint? { shared.content.client }
  /// The TLS server's end, where the role is known.
  public var server: Endpoint? { shared.content.server }
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
