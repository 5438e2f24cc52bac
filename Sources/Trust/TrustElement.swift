import CertificateChains

/// A certificate with where it comes from, read once for all checks.
public struct TrustElement: Sendable {
  public let certificate: Certificate
  public let reference: CertificateReference
  let fields: Certificate.Fields
  let details: CertificateDetails
  /// Issued by its own key; where that cannot be verified, the names have to do.
  let isSelfSigned: Bool

  /// Nil where the certificate is cut short, or its names or key cannot be read: nothing can be said of it then.
  init?(_ certificate: Certificate, _ place: Place, label: String) {
    guard certificate.isDERSequence, let fields = certificate.fields, let details = CertificateDetails(certificate),
      details.subject != nil,
      details.issuer != nil, details.key != nil
    else { return nil }
    self.certificate = certificate
    reference = CertificateReference(certificate, place, label: label)
    self.fields = fields
    self.details = details
    if fields.isSelfIssued {
      isSelfSigned = fields.isSelfSigned ?? true
    } else if details.subject == details.issuer, let key = details.key, let signature = details.signature {
      // One name, written in two ways.
      isSelfSigned = key.verifies(signature) != .invalid
    } else {
      isSelfSigned = false
    }
  }

  var subject: CanonicalName? { details.subject }
  var issuer: CanonicalName? { details.issuer }
  var isSelfIssued: Bool { subject == issuer }

  var place: Place { reference.place }
  var label: String { reference.label }
  var name: String { reference.name.isEmpty ? "(no name)" : reference.name }

  /// The subject in full, for who has to find it in a list.
  var quotedSubject: String { "\"\(fields.subject ?? "")\"" }

  /// Whether the key identifiers say that `issuer` did not issue this one, although its name is right.
  ///
  /// OpenSSL takes them for binding (X509_check_akid); RFC 5280, 4.2.1.1 for a help.
  func keyIdentifiersExclude(_ issuer: TrustElement) -> Bool {
    if let needed = fields.authorityKeyIdentifier, let offered = issuer.fields.subjectKeyIdentifier,
      needed != offered
    {
      return true
    }
    guard let authority = details.authorityCertificate else { return false }
    if authority.serialNumber != issuer.fields.serialNumber { return true }
    guard let name = issuer.issuer, !authority.issuers.isEmpty else { return false }
    return !authority.issuers.contains(name)
  }

  /// It is of the peer's list.
  var isTrusted: Bool {
    if case .trusted = place { return true }
    return false
  }

  /// Whether its key is of the kind that made the signature of `subject`, as far as both are known.
  func hasKeyOfKind(neededBy subject: TrustElement) -> Bool {
    guard let key = details.key, let signature = subject.details.signature else { return true }
    return key.suits(signature)
  }

  func isValid(at seconds: Int64) -> Bool {
    guard let begin = fields.notBefore, let end = fields.notAfter else { return false }
    return begin.secondsSinceEpoch <= seconds && seconds <= end.secondsSinceEpoch
  }
}
