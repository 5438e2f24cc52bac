import SwiftASN1

extension TextOutline {
  /// The value of an extension: decoded where its type is known and it is of that type, else in hex.
  mutating func addValue(of certificateExtension: CertificateExtension) {
    var decoded = draft()
    var defects = Defects()
    if let name = certificateExtension.name, let node = defects.node(certificateExtension.value, name),
      decoded.addDecoded(node, name)
    {
      append(decoded)
    } else {
      addHex(certificateExtension.value)
    }
  }

  /// False where the value is not of its extension's type, or nobody here knows the type.
  private mutating func addDecoded(_ node: FieldNode, _ name: String) -> Bool {
    switch name {
    case "basicConstraints":
      guard let constraints = BasicConstraints(node.view) else { return false }
      let pathLength = constraints.pathLength.map { ", path length at most \($0)" } ?? ""
      add("CA: \(constraints.isCA ? "yes" : "no")\(pathLength)")
    case "keyUsage":
      guard let usages = keyUsageNames(node.view) else { return false }
      addList(usages)
    case "extKeyUsage":
      guard let purposes = identifiers(node) else { return false }
      for purpose in purposes { add(named(purpose)) }
    case "subjectAltName", "issuerAltName":
      return addGeneralNames(node.children(of: .sequence))
    case "subjectKeyIdentifier":
      guard let identifier = node.octets(of: .octetString) else { return false }
      addHex(identifier)
    case "authorityKeyIdentifier":
      return addAuthorityKeyIdentifier(node)
    case "cRLDistributionPoints", "freshestCRL":
      return addDistributionPoints(node)
    case "authorityInfoAccess", "subjectInfoAccess":
      return addAccessDescriptions(node)
    case "certificatePolicies", "applicationCertPolicies (Microsoft)":
      return addPolicies(node)
    case "nameConstraints":
      return addNameConstraints(node)
    case "signedCertificateTimestampList":
      return addTimestamps(node)
    case "netscapeComment":
      guard let octets = node.octets(of: .ia5String) else { return false }
      add(String(decoding: octets, as: UTF8.self))
    case "tlsFeature":
      // Features ::= SEQUENCE OF INTEGER, each a TLS extension                       -- RFC 7633, 4
      guard let features = node.children(of: .sequence)?.map(\.smallInteger), !features.contains(nil) else {
        return false
      }
      addList(features.compactMap(\.self).map { $0 == 5 ? "status_request (OCSP must-staple)" : "TLS extension \($0)" })
    case "ocspNoCheck", "precertificatePoison":
      add("(present)")
    default:
      return false
    }
    return true
  }

  private mutating func addGeneralNames(_ nodes: [FieldNode]?) -> Bool {
    guard let names = nodes?.map({ GeneralName.text($0.view) }), !names.contains(nil) else { return false }
    for name in names.compactMap(\.self) { add(name) }
    if names.isEmpty { add("(empty)") }
    return true
  }

  /// AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OCTET STRING OPTIONAL,
  ///   authorityCertIssuer [1] GeneralNames OPTIONAL, authorityCertSerialNumber [2] INTEGER OPTIONAL }  -- RFC 5280, 4.2.1.1
  private mutating func addAuthorityKeyIdentifier(_ node: FieldNode) -> Bool {
    guard let parts = node.children(of: .sequence) else { return false }
    for part in parts {
      switch part.contextTag {
      case 0:
        guard let octets = part.octets else { return false }
        addHex(octets)
      case 1:
        guard addGeneralNames(part.children) else { return false }
      case 2:
        guard let octets = part.octets else { return false }
        add("Serial number", upperHex(octets))
      default:
        return false
      }
    }
    return true
  }

  /// DistributionPoint ::= SEQUENCE { distributionPoint [0] DistributionPointName OPTIONAL, reasons [1] OPTIONAL,
  ///   cRLIssuer [2] GeneralNames OPTIONAL };  DistributionPointName ::= CHOICE { fullName [0] GeneralNames, ... }
  ///                                                                                 -- RFC 5280, 4.2.1.13
  private mutating func addDistributionPoints(_ node: FieldNode) -> Bool {
    guard let points = node.children(of: .sequence) else { return false }
    for point in points {
      guard let parts = point.children(of: .sequence) else { return false }
      for part in parts {
        switch part.contextTag {
        case 0:
          guard let name = part.children?.first, name.contextTag == 0, addGeneralNames(name.children) else {
            return false
          }
        case 2:
          add("CRL issuer:")
          guard addGeneralNames(part.children) else { return false }
        default:
          add("Reasons", part.encodedBytes.colonHex)
        }
      }
    }
    return true
  }

  /// AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }  -- RFC 5280, 4.2.2.1
  private mutating func addAccessDescriptions(_ node: FieldNode) -> Bool {
    guard let descriptions = node.children(of: .sequence) else { return false }
    for description in descriptions {
      guard let parts = description.children(of: .sequence), parts.count == 2, let method = parts[0].dottedIdentifier,
        let location = GeneralName(parts[1])
      else { return false }
      add("\(named(method)): \(location.text)")
    }
    return true
  }

  /// PolicyInformation ::= SEQUENCE { policyIdentifier OBJECT IDENTIFIER, policyQualifiers SEQUENCE OF
  ///   SEQUENCE { policyQualifierId OBJECT IDENTIFIER, qualifier ANY } OPTIONAL }    -- RFC 5280, 4.2.1.4
  private mutating func addPolicies(_ node: FieldNode) -> Bool {
    guard let policies = node.children(of: .sequence) else { return false }
    for policy in policies {
      guard let parts = policy.children(of: .sequence), let identifier = parts.first?.dottedIdentifier else {
        return false
      }
      add(named(identifier))
      for qualifier in parts.dropFirst().first?.children(of: .sequence) ?? [] {
        guard let pair = qualifier.children(of: .sequence), pair.count == 2, let kind = pair[0].dottedIdentifier else {
          return false
        }
        nested { outline in
          let text = pair[1].octets(of: .ia5String).map { String(decoding: $0, as: UTF8.self) }
          let notice = pair[1].children?.compactMap { DirectoryString.readableText($0.view) }.joined(separator: " ")
          outline.add("\(named(kind)): \(text ?? notice ?? pair[1].encodedBytes.colonHex)")
        }
      }
    }
    return true
  }

  /// NameConstraints ::= SEQUENCE { permittedSubtrees [0] OPTIONAL, excludedSubtrees [1] OPTIONAL }, of
  /// GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0], maximum [1] }      -- RFC 5280, 4.2.1.10
  private mutating func addNameConstraints(_ node: FieldNode) -> Bool {
    guard let parts = node.children(of: .sequence) else { return false }
    for part in parts {
      guard let tag = part.contextTag, tag < 2, let subtrees = part.children else { return false }
      add(tag == 0 ? "Permitted:" : "Excluded:")
      let names = subtrees.map { $0.children(of: .sequence)?.first.flatMap { GeneralName.text($0.view) } }
      guard !names.contains(nil) else { return false }
      nested { outline in
        for name in names.compactMap(\.self) { outline.add(name) }
      }
    }
    return true
  }

  /// An OCTET STRING with SignedCertificateTimestampList: opaque SerializedSCT<1..2^16-1>, in a list of 2^16-1 at most;
  /// SCT: version uint8, log id 32 octets, timestamp uint64 in milliseconds, ...     -- RFC 6962, 3.3 and 3.2
  private mutating func addTimestamps(_ node: FieldNode) -> Bool {
    guard let octets = node.octets(of: .octetString), octets.count >= 2 else { return false }
    var rest = octets.dropFirst(2)
    var timestamps: [String] = []
    while rest.count >= 2 {
      let length = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
      let timestamp = rest.dropFirst(2).prefix(length)
      guard timestamp.count == length, length >= 41 else { return false }
      let milliseconds = timestamp.dropFirst(33).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let time = CertificateTime(secondsSinceEpoch: Int64(milliseconds / 1000))
      timestamps.append("\(time.text), log \(lowerHex(timestamp.dropFirst().prefix(32).prefix(8)))...")
      rest = rest.dropFirst(2 + length)
    }
    add("\(timestamps.count) signed certificate timestamp\(timestamps.count == 1 ? "" : "s")")
    nested { outline in
      for timestamp in timestamps { outline.add(timestamp) }
    }
    return rest.isEmpty
  }
}

private func identifiers(_ node: FieldNode) -> [String]? {
  guard let identifiers = node.children(of: .sequence)?.map(\.dottedIdentifier), !identifiers.contains(nil) else {
    return nil
  }
  return identifiers.compactMap(\.self)
}

/// "serverAuth (1.3.6.1.5.5.7.3.1)", or the dotted OID alone.
private func named(_ identifier: String) -> String {
  purposeNames[identifier].map { "\($0) (\(identifier))" } ?? identifier
}
