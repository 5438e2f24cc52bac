import CertificateChains

extension FieldComparison {
  /// Extensions by OID: those that people know by their fields, all others by their decoded text, and which became
  /// critical.
  mutating func compareExtensions(
    _ expected: [CertificateDetails.Extension], _ seen: [CertificateDetails.Extension],
    _ expectedFields: Certificate.Fields?, _ seenFields: Certificate.Fields?
  ) {
    let before = Dictionary(grouping: expected, by: \.identifier)
    let after = Dictionary(grouping: seen, by: \.identifier)
    var compared: Set<String> = []
    for identifier in (expected + seen).map(\.identifier) where compared.insert(identifier).inserted {
      let (one, other) = (before[identifier, default: []], after[identifier, default: []])
      let title = (one + other).compactMap(\.name).first ?? identifier
      if one.map(\.value) != other.map(\.value) {
        let count = differences.count
        compareKnown(title, expectedFields, seenFields)
        // Not all of an extension is in a field: an AuthorityKeyIdentifier may name a serial number, too.
        if differences.count == count {
          compareList("extension \(identifier)", title, one.lines, other.lines)
          // The text is the same for what it does not decode, such as a default that was written out.
          if differences.count == count {
            compareList("extension \(identifier)", "\(title), as DER", one.hex, other.hex)
          }
        }
      }
      if !one.isEmpty, !other.isEmpty {
        compare(
          "extension \(identifier) critical", "\(title) critical", one[0].isCritical ? "yes" : "no",
          other[0].isCritical ? "yes" : "no")
      }
    }
  }

  private mutating func compareKnown(_ name: String, _ before: Certificate.Fields?, _ after: Certificate.Fields?) {
    switch name {
    case "subjectAltName":
      compareList(
        "subject_alternative_names", "SAN", before?.subjectAlternativeNames, after?.subjectAlternativeNames)
    case "extKeyUsage":
      compareList(
        "extended_key_usage", "EKU", before?.extendedKeyUsage?.map(purpose), after?.extendedKeyUsage?.map(purpose))
    case "keyUsage":
      compareList("key_usage", "Key usage", before?.keyUsage, after?.keyUsage)
    case "basicConstraints":
      compare("is_ca", "CA", before?.isCA.map { $0 ? "yes" : "no" }, after?.isCA.map { $0 ? "yes" : "no" })
      compare(
        "path_length", "Path length", before?.pathLengthConstraint.map { "\($0)" },
        after?.pathLengthConstraint.map { "\($0)" })
    case "subjectKeyIdentifier":
      compare(
        "subject_key_identifier", "Subject key identifier", before?.subjectKeyIdentifier.map { upperHex($0) },
        after?.subjectKeyIdentifier.map { upperHex($0) })
    case "authorityKeyIdentifier":
      compare(
        "authority_key_identifier", "Authority key identifier", before?.authorityKeyIdentifier.map { upperHex($0) },
        after?.authorityKeyIdentifier.map { upperHex($0) })
    default: break
    }
  }

  private func purpose(_ identifier: String) -> String { purposeNames[identifier] ?? identifier }
}

extension [CertificateDetails.Extension] {
  fileprivate var lines: [String]? { isEmpty ? nil : flatMap(\.textLines) }
  fileprivate var hex: [String]? { isEmpty ? nil : map { upperHex($0.value) } }
}
