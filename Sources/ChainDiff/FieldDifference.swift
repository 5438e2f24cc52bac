import CertificateChains

/// One field of a certificate that differs.
public struct FieldDifference: Sendable, Equatable {
  /// In the NDJSON's spelling: `not_after`, `subject_alternative_names`, `extension 2.5.29.31`.
  public var field: String
  /// What people call it: `Not after`, `SAN`, `cRLDistributionPoints`.
  public var title: String
  /// A value a line, or each of a list's; empty where the field is not there.
  public var expected: [String]
  public var seen: [String]
  /// A list of values, of which some may have gone and some come.
  public var isList = false

  /// Values that are seen and were not expected, in order.
  public var added: [String] {
    let known = Set(expected)
    return seen.filter { !known.contains($0) }
  }

  /// Values that were expected and are not seen, in order.
  public var removed: [String] {
    let known = Set(seen)
    return expected.filter { !known.contains($0) }
  }
}

/// The fields in which two certificates differ, in the order of a certificate. The signature's value differs with any of
/// them, and is mentioned where it alone does.
func fieldDifferences(_ expected: Certificate, _ seen: Certificate) -> [FieldDifference] {
  var comparison = FieldComparison()
  let (before, after) = (expected.fields, seen.fields)
  comparison.compare("version", "Version", before?.version.map { "\($0)" }, after?.version.map { "\($0)" })
  comparison.compare("serial_number", "Serial", before?.serialNumber, after?.serialNumber)
  comparison.compare("signature_algorithm", "Signed", before?.signatureAlgorithm, after?.signatureAlgorithm)
  comparison.compareName("issuer", "Issuer", before?.issuer, after?.issuer, before?.issuerDER, after?.issuerDER)
  comparison.compare("not_before", "Not before", before?.notBefore?.text, after?.notBefore?.text)
  comparison.compare("not_after", "Not after", before?.notAfter?.text, after?.notAfter?.text)
  comparison.compareName("subject", "Subject", before?.subject, after?.subject, before?.subjectDER, after?.subjectDER)
  let (one, other) = (CertificateDetails(expected), CertificateDetails(seen))
  comparison.compare(
    "public_key_algorithm", "Key", before?.publicKeyAlgorithm, after?.publicKeyAlgorithm)
  comparison.compare(
    "public_key_bits", "Key bits", before?.publicKeyBits.map { "\($0)" }, after?.publicKeyBits.map { "\($0)" })
  comparison.compare("public_key_curve", "Key curve", before?.publicKeyCurve, after?.publicKeyCurve)
  comparison.compare("public_key_sha256", "Key SHA-256", one?.key?.sha256, other?.key?.sha256)
  comparison.compareExtensions(one?.extensions ?? [], other?.extensions ?? [], before, after)
  if comparison.differences.isEmpty, expected.sha256 != seen.sha256 {
    comparison.compare("sha256", "SHA-256", expected.sha256, seen.sha256)
    comparison.differences[0].title = "Signature or encoding only"
  }
  return comparison.differences
}

/// Gathers what differs.
struct FieldComparison {
  var differences: [FieldDifference] = []

  mutating func compare(_ field: String, _ title: String, _ expected: String?, _ seen: String?) {
    guard expected != seen else { return }
    differences.append(
      FieldDifference(
        field: field, title: title, expected: expected.map { [$0] } ?? [], seen: seen.map { [$0] } ?? []))
  }

  mutating func compareList(_ field: String, _ title: String, _ expected: [String]?, _ seen: [String]?) {
    guard expected != seen else { return }
    differences.append(
      FieldDifference(field: field, title: title, expected: expected ?? [], seen: seen ?? [], isList: true))
  }

  /// Names of one text can be written with other string types, and are then other bytes.
  mutating func compareName(
    _ field: String, _ title: String, _ expected: String?, _ seen: String?, _ expectedDER: [UInt8]?, _ seenDER: [UInt8]?
  ) {
    if expected == seen, expectedDER != seenDER {
      compare(
        "\(field)_encoding", "\(title), as DER", expectedDER.map { lowerHex($0) }, seenDER.map { lowerHex($0) })
    } else {
      compare(field, title, expected, seen)
    }
  }
}
