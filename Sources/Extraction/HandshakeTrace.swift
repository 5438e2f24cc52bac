import TLSHandshake
import WireFormat

/// What a connection's handshake has shown so far, step by step.
struct HandshakeTrace {
  private(set) var clientHello: ClientHelloOffer?
  private(set) var serverHello: ServerHelloChoice?
  private(set) var certificateRequest: CertificateRequest?
  private(set) var alerts: [(alert: Alert, sender: Sender, packet: PacketReference)] = []
  private(set) var encryptedAlertCount = 0
  private(set) var steps: [(name: String, sender: Sender, packet: PacketReference)] = []
  private(set) var omittedStepCount = 0
  /// What each side has sent of what makes a connection established.
  private var first = Progress()
  private var second = Progress()

  private struct Progress {
    /// Anything of it is in the capture.
    var isSeen = false
    var hasChangedCipherSpec = false
    var hasFinished = false
    var hasSentApplicationData = false
    /// An encrypted record of TLS 1.3 that is too long for an alert.
    var hasSentLongRecord = false
  }

  mutating func note(
    _ type: HandshakeType, _ body: Span<UInt8>, from sender: Sender, facts: HandshakeFacts, isDTLS: Bool,
    at packet: PacketReference
  ) {
    var name = type.name
    switch type {
    case .clientHello:
      if clientHello == nil { clientHello = try? ClientHelloOffer(body, isDTLS: isDTLS) }
    case .serverHello:
      serverHello = (try? ServerHelloChoice(body)) ?? serverHello
      if serverHello?.isRetryRequest == true { name = "hello_retry_request" }
    case .certificateRequest:
      certificateRequest = (try? CertificateRequest(body, version: facts.version)) ?? certificateRequest
    case .finished:
      self[sender].hasFinished = true
    default: break
    }
    add(name, sender, packet)
  }

  mutating func note(_ step: RecordStep, from sender: Sender, at packet: PacketReference) {
    switch step {
    case .changeCipherSpec:
      self[sender].hasChangedCipherSpec = true
      add("change_cipher_spec", sender, packet)
    case .alert(let alert):
      if alerts.count < Self.stepLimit { alerts.append((alert, sender, packet)) }
      add("alert", sender, packet)
    case .encryptedAlert:
      encryptedAlertCount += 1
      add("encrypted_alert", sender, packet)
    case .encryptedHandshake:
      if !self[sender].hasFinished { add("finished", sender, packet) }
      self[sender].hasFinished = true
    case .applicationData(let byteCount):
      if !self[sender].hasSentApplicationData { add("application_data", sender, packet) }
      self[sender].hasSentApplicationData = true
      if byteCount > Self.longestAlert { self[sender].hasSentLongRecord = true }
    }
  }

  /// Whether both sides went over to encrypted records and sent their Finished.
  ///
  /// TLS 1.3 hides its Finished: there, the client has sent more than an alert can be, and the server has answered.
  /// Nil where that cannot be told: SSL 2.0 and DTLS 1.3 hide everything behind their hellos.
  func isEstablished(_ facts: HandshakeFacts) -> Bool? {
    if facts.version == .ssl2 { return nil }
    if let version = facts.version, version.isTLS13, version.isDTLS { return nil }
    guard facts.version?.isTLS13 == true else {
      let sides = [first, second]
      let established = sides.filter { $0.hasChangedCipherSpec && $0.hasFinished }
      // Of a side of which nothing was captured nobody knows.
      if established.count == 1, sides.contains(where: { !$0.isSeen }) { return nil }
      return established.count == 2
    }
    guard let client = facts.client else { return false }
    return self[client].hasSentLongRecord && self[client.opposite].hasSentApplicationData
  }

  private mutating func add(_ name: String, _ sender: Sender, _ packet: PacketReference) {
    self[sender].isSeen = true
    guard steps.count < Self.stepLimit else {
      omittedStepCount += 1
      return
    }
    steps.append((name, sender, packet))
  }

  private subscript(sender: Sender) -> Progress {
    get { sender == .first ? first : second }
    _modify {
      if sender == .first { yield &first } else { yield &second }
    }
  }

  /// A handshake has about twenty steps; a stranger can send alerts without end.
  static let stepLimit = 64
  /// Level, description, content type, and the tag of any cipher suite of TLS 1.3, with some padding.
  private static let longestAlert = 24
}
