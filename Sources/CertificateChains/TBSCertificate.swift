import SwiftASN1

/// The parts of a certificate as slices of its bytes, each to be read by itself.
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
  /// The whole TBSCertificate, which is what the signature covers.
  var encoded: ArraySlice<UInt8>
  var version: ArraySlice<UInt8>?
  var serialNumber: ArraySlice<UInt8>?
  var signature: ArraySlice<UInt8>?
  var issuer: ArraySlice<UInt8>?
  var validity: ArraySlice<UInt8>?
  var subject: ArraySlice<UInt8>?
  var subjectPublicKeyInfo: ArraySlice<UInt8>?
  var extensions: [CertificateExtension] = []

  /// The two fields of the Certificate behind this one.
  var outerSignatureAlgorithm: ArraySlice<UInt8>?
  var signatureValue: ArraySlice<UInt8>?

  /// Nil where `der` does not even begin like a certificate.
  init?(_ der: [UInt8], defects: inout Defects) {
    guard let certificate = TLV(firstOf: der[...]), certificate.identifier == TLV.sequence else {
      defects.note("Certificate", "is no SEQUENCE")
      return nil
    }
    defects.check(certificate, "Certificate")
    if !certificate.rest.isEmpty {
      defects.note("Certificate", "has \(certificate.rest.count) bytes behind it")
    }
    guard let tbsCertificate = TLV(firstOf: certificate.content), tbsCertificate.identifier == TLV.sequence else {
      defects.note("tbsCertificate", "is no SEQUENCE")
      return nil
    }
    defects.check(tbsCertificate, "tbsCertificate")
    encoded = tbsCertificate.encoded

    var outer = FieldCursor(rest: tbsCertificate.rest)
    outerSignatureAlgorithm = outer.next("signatureAlgorithm", TLV.sequence, &defects)
    signatureValue = outer.next("signatureValue", TLV.bitString, &defects)
    outer.expectEnd("Certificate", &defects)

    var fields = FieldCursor(rest: tbsCertificate.content)
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
      extensions = CertificateExtension.list(explicit, defects: &defects)
    }
    fields.expectEnd("tbsCertificate", &defects)
  }
}

/// Takes one field after the other. Once one does not have its tag, nothing behind it can be told apart.
private struct FieldCursor {
  var rest: ArraySlice<UInt8>
  private var isLost = false

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  mutating func next(_ field: String, _ identifier: UInt8, _ defects: inout Defects) -> ArraySlice<UInt8>? {
    guard !isLost else { return nil }
    guard let value = TLV(firstOf: rest), value.identifier == identifier else {
      isLost = true
      defects.note(field, rest.isEmpty ? "is missing" : "has another type or an unreadable length")
      return nil
    }
    rest = value.rest
    if value.isCut {
      isLost = true
      defects.note(field, "is cut short")
      return nil
    }
    return value.encoded
  }

  mutating func optional(_ identifier: UInt8) -> ArraySlice<UInt8>? {
    guard !isLost, rest.first == identifier, let value = TLV(firstOf: rest) else { return nil }
    rest = value.rest
    return value.encoded
  }

  func expectEnd(_ structure: String, _ defects: inout Defects) {
    if !isLost && !rest.isEmpty { defects.note(structure, "has \(rest.count) bytes too many") }
  }
}

extension Defects {
  /// Notes what the header of a structure of the skeleton has against it.
  mutating func check(_ value: TLV, _ field: String) {
    if value.isCut { note(field, "is cut short") }
    if !value.isMinimal { note(field, "has a length that is not DER") }
  }
}
