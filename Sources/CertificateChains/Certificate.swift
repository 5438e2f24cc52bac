import Synchronization

/// One X.509 certificate as it was on the wire, with what a person reads of it (RFC 5280).
///
/// Making one never fails: `der` is kept byte for byte whatever it holds, and what cannot be read is nil.
/// It never changes, so that all chains that hold it can share it.
public final class Certificate: Sendable {
  /// The bytes from the wire.
  public let der: [UInt8]
  /// Whether ``der`` is one SEQUENCE of definite length and exactly that length; else it must never be written as a
  /// certificate. A length in more octets than needed is a ``parseError``, yet still a SEQUENCE of exactly its length.
  public let isDERSequence: Bool

  /// Read when somebody first asks: who only passes certificates on does not pay for it.
  private let reading = Mutex<Reading?>(nil)

  private struct Reading {
    let sha256: String
    let sha1: String
    let parseError: String?
    let fields: Fields?

    init(_ der: [UInt8]) {
      sha256 = sha256Hex(of: der)
      sha1 = sha1Hex(of: der)
      var defects = Defects()
      if let parts = TBSCertificate(der, defects: &defects) {
        fields = Fields(parts, defects: &defects)
      } else {
        fields = nil
      }
      parseError = defects.text
    }
  }

  public init(der: [UInt8]) {
    self.der = der
    isDERSequence = TLV.isWholeSequence(der)
  }

  private func read<Value: Sendable>(_ part: (Reading) -> Value) -> Value {
    reading.withLock { reading in
      if let reading { return part(reading) }
      let new = Reading(der)
      reading = new
      return part(new)
    }
  }

  /// Lower-case hex of the SHA-256 of ``der``.
  public var sha256: String { read { $0.sha256 } }
  /// Lower-case hex of the SHA-1 of ``der``.
  public var sha1: String { read { $0.sha1 } }
  /// Why the DER is defective, or nil: field and reason, several separated by "; ".
  ///
  /// An algorithm nobody here knows is no defect. Nor is a default that is encoded, an unsorted SET or a bit string
  /// with trailing zeros, which sound certificates of real CAs have.
  public var parseError: String? { read { $0.parseError } }
  /// What could be read; nil where the DER is too damaged for any field.
  public var fields: Fields? { read { $0.fields } }
}
