import SwiftASN1

extension OCSPResponse {
  /// ```
  /// OCSPResponse ::= SEQUENCE {                                                     -- RFC 6960, 4.2.1
  ///   responseStatus OCSPResponseStatus,
  ///   responseBytes  [0] EXPLICIT ResponseBytes OPTIONAL }
  /// ResponseBytes ::= SEQUENCE { responseType OBJECT IDENTIFIER, response OCTET STRING }
  /// ```
  mutating func readFields(_ defects: inout Defects) {
    guard let node = defects.node(der[...], "OCSPResponse") else { return }
    guard let fields = node.children(of: .sequence), let status = fields.first?.octets(of: .enumerated),
      status.count == 1
    else { return defects.note("OCSPResponse", "does not have its type") }
    responseStatus = status.first.map { responseStatusNames[Int($0)] ?? String($0) }
    guard let bytes = fields.dropFirst().first else { return }
    guard let typed = bytes.children?.first?.children(of: .sequence), typed.count == 2,
      let response = typed[1].octets(of: .octetString)
    else { return defects.note("responseBytes", "does not have its type") }
    guard typed[0].dottedIdentifier == basicResponse else { return defects.note("responseType", "is not basic") }
    guard let basic = defects.node(response, "BasicOCSPResponse")?.children(of: .sequence), let data = basic.first
    else {
      return defects.note("BasicOCSPResponse", "is no SEQUENCE")
    }
    readResponseData(data, &defects)
  }

  /// ```
  /// ResponseData ::= SEQUENCE {
  ///   version        [0] EXPLICIT Version DEFAULT v1,
  ///   responderID        CHOICE { byName [1] Name, byKey [2] KeyHash },
  ///   producedAt         GeneralizedTime,
  ///   responses          SEQUENCE OF SingleResponse,
  ///   responseExtensions [1] EXPLICIT Extensions OPTIONAL }
  /// ```
  private mutating func readResponseData(_ node: FieldNode, _ defects: inout Defects) {
    guard var fields = node.children(of: .sequence)?[...] else {
      return defects.note("tbsResponseData", "is no SEQUENCE")
    }
    if fields.first?.contextTag == 0 { fields = fields.dropFirst() }
    guard fields.count >= 3, let responderID = fields.popFirst(), let time = fields.popFirst(),
      let list = fields.popFirst()?.children(of: .sequence)
    else { return defects.note("tbsResponseData", "does not have its fields") }
    responder = Self.responder(responderID)
    if responder == nil { defects.note("responderID", "does not have its type") }
    producedAt = Self.time(time, "producedAt", &defects)
    for single in list.prefix(largestCount) { readSingleResponse(single, &defects) }
  }

  private static func responder(_ node: FieldNode) -> String? {
    guard let inner = node.children?.first else { return nil }
    switch node.contextTag {
    case 1: return DistinguishedName(inner.view)?.rfc2253Text
    case 2: return inner.octets(of: .octetString).map { upperHex($0) }
    default: return nil
    }
  }

  /// ```
  /// SingleResponse ::= SEQUENCE {
  ///   certID CertID, certStatus CertStatus, thisUpdate GeneralizedTime,
  ///   nextUpdate       [0] EXPLICIT GeneralizedTime OPTIONAL,
  ///   singleExtensions [1] EXPLICIT Extensions OPTIONAL }
  /// CertID ::= SEQUENCE { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber CertificateSerialNumber }
  /// CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL }
  /// RevokedInfo ::= SEQUENCE {
  ///   revocationTime GeneralizedTime, revocationReason [0] EXPLICIT CRLReason OPTIONAL }
  /// ```
  private mutating func readSingleResponse(_ node: FieldNode, _ defects: inout Defects) {
    guard let fields = node.children(of: .sequence), fields.count >= 3 else {
      return defects.note("SingleResponse", "does not have its fields")
    }
    var single = SingleResponse()
    if let certID = fields[0].children(of: .sequence), certID.count == 4, let serial = certID[3].octets(of: .integer) {
      single.serialNumber = Certificate.Fields.serialNumber(ofOctets: serial, &defects)
    } else {
      defects.note("certID", "does not have its type")
    }
    switch fields[1].contextTag {
    case 0: single.status = .good
    case 1:
      single.status = .revoked
      let info = fields[1].children ?? []
      single.revocationTime = info.first.flatMap { Self.time($0, "revocationTime", &defects) }
      let reason = info.dropFirst().first?.children?.first?.octets(of: .enumerated)?.first
      single.revocationReason = reason.map { revocationReasonNames[Int($0)] ?? String($0) }
    case 2: single.status = .unknown
    default: defects.note("certStatus", "does not have its type")
    }
    single.thisUpdate = Self.time(fields[2], "thisUpdate", &defects)
    if let next = fields.dropFirst(3).first(where: { $0.contextTag == 0 })?.children?.first {
      single.nextUpdate = Self.time(next, "nextUpdate", &defects)
    }
    responses.append(single)
  }

  private static func time(_ node: FieldNode, _ field: String, _ defects: inout Defects) -> CertificateTime? {
    guard let (time, defect) = CertificateTime.read(node.view) else {
      defects.note(field, "is no time")
      return nil
    }
    if let defect { defects.note(field, defect) }
    return time
  }
}

/// id-pkix-ocsp-basic.
private let basicResponse = "1.3.6.1.5.5.7.48.1.1"
/// A response says something of the few certificates of a chain.
private let largestCount = 256

private let responseStatusNames = [
  0: "successful", 1: "malformedRequest", 2: "internalError", 3: "tryLater", 5: "sigRequired", 6: "unauthorized",
]

private let revocationReasonNames = [
  0: "unspecified", 1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged", 4: "superseded",
  5: "cessationOfOperation", 6: "certificateHold", 8: "removeFromCRL", 9: "privilegeWithdrawn", 10: "aACompromise",
]
