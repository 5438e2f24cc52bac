import SwiftASN1

/// A certificate revocation list that a user has on disk.
///
///     CertificateList ::= SEQUENCE {                                                -- RFC 5280, 5.1
///       tbsCertList TBSCertList, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
///     TBSCertList ::= SEQUENCE { version INTEGER OPTIONAL, signature AlgorithmIdentifier, issuer Name,
///       thisUpdate Time, nextUpdate Time OPTIONAL, revokedCertificates SEQUENCE OF SEQUENCE {
///         userCertificate CertificateSerialNumber, revocationDate Time, crlEntryExtensions OPTIONAL } OPTIONAL,
///       crlExtensions [0] EXPLICIT Extensions OPTIONAL }
public struct RevocationList: Sendable {
  public let issuer: CanonicalName
  /// RFC 2253 text.
  public let issuerText: String
  public let thisUpdate: CertificateTime
  public let nextUpdate: CertificateTime?
  /// Serial numbers, as ``Certificate/Fields/serialNumber`` writes them, and when each was revoked.
  public let revoked: [String: CertificateTime?]
  public let signature: CertificateSignature
  /// A delta list, or one for a part of an issuer's certificates only: what it does not name may still be revoked.
  public let isPartial: Bool

  /// The lists in a file, DER or PEM.
  /// - Throws: ``CertificateFileError`` where there is none.
  public static func lists(in bytes: [UInt8]) throws(CertificateFileError) -> [RevocationList] {
    guard !bytes.isEmpty else { throw .empty }
    if bytes[0] == TLV.sequence {
      guard let list = RevocationList(der: bytes) else { throw .notACertificate("unreadable revocation list") }
      return [list]
    }
    var lists: [RevocationList] = []
    for block in PEMBlock.blocks(in: bytes) where block.label == "X509 CRL" {
      guard let list = RevocationList(der: try block.contents.get()) else {
        throw .notACertificate("unreadable revocation list")
      }
      lists.append(list)
    }
    guard !lists.isEmpty else { throw .noCertificate }
    return lists
  }

  /// Nil for what is no revocation list.
  init?(der: [UInt8]) {
    guard let outer = TLV(firstOf: der[...]), outer.identifier == TLV.sequence, !outer.isCut,
      let list = TLV(firstOf: outer.content), list.identifier == TLV.sequence, !list.isCut,
      let algorithm = TLV(firstOf: list.rest), let value = TLV(firstOf: algorithm.rest)
    else { return nil }
    var fields = list.content
    func next(_ identifiers: UInt8...) -> TLV? {
      guard let field = TLV(firstOf: fields), !field.isCut, identifiers.contains(field.identifier) else { return nil }
      fields = field.rest
      return field
    }
    _ = next(TLV.integer)
    guard let inner = next(TLV.sequence), let issuer = next(TLV.sequence),
      let canonical = CanonicalName(der: Array(issuer.encoded)),
      let thisUpdate = next(Self.utcTime, Self.generalizedTime).flatMap({ Self.time($0) }),
      let signature = CertificateSignature(
        signed: list.encoded, innerAlgorithm: inner.encoded, outerAlgorithm: algorithm.encoded, value: value.encoded)
    else { return nil }
    self.issuer = canonical
    issuerText = rfc2253Text(ofName: Array(issuer.encoded)) ?? ""
    self.thisUpdate = thisUpdate
    nextUpdate = next(Self.utcTime, Self.generalizedTime).flatMap { Self.time($0) }
    self.signature = signature
    revoked = next(TLV.sequence).map { Self.entries($0.content) } ?? [:]
    var ignored = Defects()
    let extensions = next(TLV.context(0)).map { CertificateExtension.list($0.encoded, defects: &ignored) } ?? []
    // deltaCRLIndicator and issuingDistributionPoint, both critical (RFC 5280, 5.2.4 and 5.2.5).
    isPartial = extensions.contains { ["2.5.29.27", "2.5.29.28"].contains($0.identifier) }
  }

  /// Walked without a parser's tree: public CAs' lists have megabytes.
  private static func entries(_ content: ArraySlice<UInt8>) -> [String: CertificateTime?] {
    var entries: [String: CertificateTime?] = [:]
    var rest = content
    var ignored = Defects()
    while let entry = TLV(firstOf: rest), !entry.isCut {
      rest = entry.rest
      guard let serial = TLV(firstOf: entry.content), serial.identifier == TLV.integer,
        let text = Certificate.Fields.serialNumber(ofOctets: serial.content, &ignored)
      else { continue }
      entries.updateValue(TLV(firstOf: serial.rest).flatMap { time($0) }, forKey: text)
    }
    return entries
  }

  private static func time(_ value: TLV) -> CertificateTime? {
    FieldNode(plainDER: value.encoded).flatMap { CertificateTime.read($0.view)?.time }
  }

  private static let utcTime: UInt8 = 0x17
  private static let generalizedTime: UInt8 = 0x18
}
