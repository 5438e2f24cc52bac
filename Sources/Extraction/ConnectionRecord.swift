import Packets
import TLSHandshake
import WireFormat

/// What became of one connection: all that explains why a handshake failed, or why it shows no certificate.
public struct ConnectionRecord: Sendable {
  /// An end of the connection: by its role where the handshake tells it, else by who was seen first.
  public enum Side: String, Sendable {
    case client, server, source, destination
  }

  /// Something that happened, in the order of the packets.
  public struct Step: Sendable, Equatable {
    /// A handshake message as the RFCs name it (`client_hello`), `hello_retry_request`, `change_cipher_spec`, `alert`,
    /// `encrypted_alert`, `application_data` (each side's first), `fin` or `rst` (each side's first).
    public var name: String
    public var side: Side
    /// That completed it.
    public var packet: PacketReference
  }

  /// An alert in the clear.
  public struct SentAlert: Sendable, Equatable {
    public var alert: Alert
    public var side: Side
    public var packet: PacketReference
  }

  /// How the connection was closed.
  public struct Close: Sendable, Equatable {
    public enum Kind: String, Sendable { case fin, rst }

    public var kind: Kind
    public var side: Side
    public var packet: PacketReference
  }

  /// The input, as the user named it.
  public var file: String
  /// Host name of the machine that captured, where it is known.
  public var peer: String?
  /// Number of the connection in the file, as in ``ExtractedChain``.
  public var connection: Int
  public var firstPacket: PacketReference
  public var lastPacket: PacketReference
  public var transport: Transport
  /// The end whose packet was seen first.
  public var source: Endpoint
  public var destination: Endpoint
  /// The TLS roles, where a handshake tells them.
  public var client: Endpoint?
  public var server: Endpoint?
  /// As in ``ExtractedChain``.
  public var version: String?
  public var versionProtocol: String?
  public var serverName: String?

  /// The first one: a second one answers a HelloRetryRequest or brings a cookie.
  public var clientHello: ClientHelloOffer?
  /// The last one.
  public var serverHello: ServerHelloChoice?
  public var certificateRequest: CertificateRequest?
  public var alerts: [SentAlert] = []
  public var encryptedAlertCount = 0
  public var steps: [Step] = []
  /// Steps and alerts beyond the first ``HandshakeTrace/stepLimit``, which are not kept.
  public var omittedStepCount = 0
  /// Nil without a ServerHello.
  public var isResumed: Bool?
  /// Both sides went over to encrypted records and sent their Finished.
  /// Nil where the records do not tell.
  public var isEstablished: Bool? = false
  /// The first FIN, or the first RST where that came first; nil where neither was seen.
  public var close: Close?
  /// The first RST behind a FIN.
  public var reset: Close?

  /// Lines of kind `chain` that the connection has.
  public var chainCount = 0
  /// Why there is no chain; nil where there is one.
  public var reason: AbsenceReason?
}
