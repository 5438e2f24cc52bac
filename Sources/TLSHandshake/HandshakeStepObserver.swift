import WireFormat

/// What a side did beside sending handshake messages; seen by a connection that `readsAllRecords`.
public enum RecordStep: Sendable, Equatable {
  case changeCipherSpec
  /// In the clear.
  case alert(Alert)
  case encryptedAlert
  /// A handshake message behind ChangeCipherSpec: Finished, or a renegotiation.
  case encryptedHandshake
  /// A record of application data; in TLS 1.3 every encrypted record looks like one.
  case applicationData(byteCount: Int)
}

/// Takes each step of a handshake, for a report on the connection. Nothing has to be taken.
public protocol HandshakeStepObserver: ~Copyable {
  /// Whether steps are of use as things stand: asked before each, since most are of none.
  var wantsSteps: Bool { get }

  /// A handshake message in the clear.
  ///
  /// - Parameters:
  ///   - body: the message without its header; empty where messages of its type are not read.
  ///   - facts: what the handshake has told so far, this message included.
  mutating func message(
    _ type: HandshakeType, _ body: Span<UInt8>, from sender: Sender, facts: HandshakeFacts, isDTLS: Bool)

  /// - Parameter facts: what the handshake has told so far.
  mutating func record(_ step: RecordStep, from sender: Sender, facts: HandshakeFacts)
}

extension HandshakeStepObserver where Self: ~Copyable {
  public var wantsSteps: Bool { true }

  public mutating func message(
    _ type: HandshakeType, _ body: Span<UInt8>, from sender: Sender, facts: HandshakeFacts, isDTLS: Bool
  ) {}

  public mutating func record(_ step: RecordStep, from sender: Sender, facts: HandshakeFacts) {}
}
