/// The parts of a certificate as ranges of its bytes, each to be read by itself.
///
///     Certificate ::= SEQUENCE {                                                    -- RFC 5280, 4.1
///       tbsCertificate TBSCertificate, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
///     TBSCertificate ::= SEQUENCE {
///       version         [0]  EXPLICIT Version DEFAULT v1,
///       serialNumber         CertificateSerialNumber,
///       signature            AlgorithmIdentifier,
///       issuer               Name,
///       validity             Validity,
///       subject              Name,
///       subjectPublicKeyInfo SubjectPublicKeyInfo,
///       issuerUniqueID  [1]  IMPLICIT UniqueIdentifier OPTIONAL,
///       subjectUniqueID [2]  IMPLICIT UniqueIdentifier OPTIONAL,
///       extensions      [3]  EXPLICIT Extensions OPTIONAL }
struct TBSCertificate {
  let der: [UInt8]
  /// The whole TBSCertificate, which is what the signature covers.
  let encoded: Range<Int>
  let version: Range<Int>?
  let serialNumber: Range<Int>?
  let signature: Range<Int>?
  let issuer: Range<Int>?
  let validity: Range<Int>?
  let subject: Range<Int>?
  let subjectPublicKeyInfo: Range<Int>?
  /// In ``der``.
  let extensionPlaces: [ExtensionPlace]

  /// The two fields of the Certificate behind this one.
  let outerSignatureAlgorithm: Range<Int>?
  let signatureValue: Range<Int>?

  /// Nil where `der` does not even begin like a certificate.
  init?(_ der: [UInt8], defects: inout Defects) {
    let bytes = der.span
    guard let certificate = TLVHeader(in: bytes, 0..<bytes.count), certificate.identifier == TLV.sequence else {
      defects.note("Certificate", "is no SEQUENCE")
      return nil
    }
    defects.check(certificate, "Certificate")
    if certificate.contentEnd < bytes.count {
      defects.note("Certificate", "has \(bytes.count - certificate.contentEnd) bytes behind it")
    }
    guard let tbsCertificate = TLVHeader(in: bytes, certificate.content), tbsCertificate.identifier == TLV.sequence
    else {
      defects.note("tbsCertificate", "is no SEQUENCE")
      return nil
    }
    defects.check(tbsCertificate, "tbsCertificate")
    self.der = der
    encoded = tbsCertificate.encoded

    var outer = FieldCursor(bytes, tbsCertificate.contentEnd..<certificate.contentEnd)
    outerSignatureAlgorithm = outer.next("signatureAlgorithm", TLV.sequence, &defects)
    signatureValue = outer.next("signatureValue", TLV.bitString, &defects)
    outer.expectEnd("Certificate", &defects)

    var fields = FieldCursor(bytes, tbsCertificate.content)
    version = fields.optional(TLV.context(0))
    serialNumber = fields.next("serialNumber", TLV.integer, &defects)
    signature = fields.next("signature", TLV.sequence, &defects)
    issuer = fields.next("issuer", TLV.sequence, &defects)
    validity = fields.next("validity", TLV.sequence, &defects)
    subject = fields.next("subject", TLV.sequence, &defects)
    subjectPublicKeyInfo = fields.next("subjectPublicKeyInfo", TLV.sequence, &defects)
    // The unique identifiers are BIT STRINGs of no use to anybody; their tags are implicit.
    _ = fields.optional(0x81) ?? fields.optional(TLV.context(1))
    _ = fields.optional(0x82) ?? fields.optional(TLV.context(2))
    if let explicit = fields.optional(TLV.context(3)) {
      extensionPlaces = ExtensionPlace.list(explicit, in: der, defects: &defects)
    } else {
      extensionPlaces = []
    }
    fields.expectEnd("tbsCertificate", &defects)
  }

  /// The bytes of a part.
  subscript(part: Range<Int>) -> ArraySlice<UInt8> { der[part] }
  subscript(part: Range<Int>?) -> ArraySlice<UInt8>? { part.map { der[$0] } }

  var extensions: [CertificateExtension] { extensionPlaces.map { CertificateExtension($0, in: der) } }
}

/// Takes one field after the other. Once one does not have its tag, nothing behind it can be told apart.
private struct FieldCursor: ~Escapable {
  private let bytes: Span<UInt8>
  private var rest: Range<Int>
  private var isLost = false

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    rest = range
  }

  @_lifetime(self: copy self)
  mutating func next(_ field: String, _ identifier: UInt8, _ defects: inout Defects) -> Range<Int>? {
    guard !isLost else { return nil }
    guard let value = TLVHeader(in: bytes, rest), value.identifier == identifier else {
      isLost = true
      defects.note(field, rest.isEmpty ? "is missing" : "has another type or an unreadable length")
      return nil
    }
    rest = value.contentEnd..<rest.upperBound
    if value.isCut {
      isLost = true
      defects.note(field, "is cut short")
      return nil
    }
    return value.encoded
  }

  @_lifetime(self: copy self)
  mutating func optional(_ identifier: UInt8) -> Range<Int>? {
    guard !isLost, !rest.isEmpty, bytes[rest.lowerBound] == identifier, let value = TLVHeader(in: bytes, rest) else {
      return nil
    }
    rest = value.contentEnd..<rest.upperBound
    return value.encoded
  }

  func expectEnd(_ structure: String, _ defects: inout Defects) {
    if !isLost && !rest.isEmpty { defects.note(structure, "has \(rest.count) bytes too many") }
  }
}

extension Defects {
  /// Notes what the header of a structure of the skeleton has against it.
  mutating func check(_ value: TLVHeader, _ field: String) {
    if value.isCut { note(field, "is cut short") }
    if !value.isMinimal { note(field, "has a length that is not DER") }
  }
}
