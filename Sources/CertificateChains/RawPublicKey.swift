/// A key without a certificate around it, as RFC 7250 sends it, with what a person reads of it.
///
/// Making one never fails: `der` is kept byte for byte whatever it holds, and what cannot be read is nil.
public struct RawPublicKey: Sendable {
  /// The SubjectPublicKeyInfo from the wire.
  public let der: [UInt8]
  /// Lower-case hex of the SHA-256 of ``der``: the key's pin.
  public let sha256: String
  /// Lower-case hex of the SHA-1 of ``der``.
  public let sha1: String
  /// "RSA", "EC", "Ed25519" ..., or the dotted OID.
  public let algorithm: String?
  /// Bits of the modulus, the prime or the order of the curve; nil where the algorithm's name says it all.
  public let bits: Int?
  /// "P-256", "explicit" ..., or the dotted OID; nil for keys without a curve.
  public let curve: String?
  /// Why the DER is defective, or nil.
  public let parseError: String?
  /// Whether ``der`` is one SEQUENCE of exactly its length; else it must never be written as a key.
  public let isDERSequence: Bool

  public init(der: [UInt8]) {
    self.der = der
    sha256 = sha256Hex(of: der)
    sha1 = sha1Hex(of: der)
    isDERSequence = TLV.isWholeSequence(der)
    var defects = Defects()
    let key = defects.node(der[...], "subjectPublicKeyInfo").flatMap { SubjectPublicKeyInfo($0) }
    if key == nil { defects.note("subjectPublicKeyInfo", "does not have its type") }
    algorithm = key?.algorithm
    bits = key?.bits
    curve = key?.curve?.name
    parseError = defects.text
  }
}
