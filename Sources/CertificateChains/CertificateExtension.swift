import SwiftASN1

/// One extension, its value not looked into.
///
///     Extension ::= SEQUENCE {                                                      -- RFC 5280, 4.1
///       extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
struct CertificateExtension: Sendable {
  /// The content of the OBJECT IDENTIFIER.
  var identifierOctets: ArraySlice<UInt8>
  var isCritical: Bool
  /// The content of the OCTET STRING, which is DER of a type that the identifier says.
  var value: ArraySlice<UInt8>

  /// The extensions in `[3] EXPLICIT SEQUENCE OF Extension`; one that cannot be read is noted and left out.
  static func list(_ explicit: ArraySlice<UInt8>, defects: inout Defects) -> [CertificateExtension] {
    guard let tagged = TLV(firstOf: explicit), let sequence = TLV(firstOf: tagged.content),
      sequence.identifier == TLV.sequence
    else {
      defects.note("extensions", "are no SEQUENCE")
      return []
    }
    defects.check(tagged, "extensions")
    defects.check(sequence, "extensions")
    if !sequence.rest.isEmpty { defects.note("extensions", "have \(sequence.rest.count) bytes behind them") }
    var extensions: [CertificateExtension] = []
    extensions.reserveCapacity(usual)
    var rest = sequence.content
    while !rest.isEmpty {
      guard extensions.count < most else {
        defects.note("extensions", "are more than \(most)")
        break
      }
      guard let next = TLV(firstOf: rest), !next.isCut else {
        defects.note("extensions", "are cut short")
        break
      }
      rest = next.rest
      if let node = defects.node(next.encoded, "an extension") {
        if let read = CertificateExtension(node) {
          extensions.append(read)
        } else {
          defects.note("an extension", "is no Extension")
        }
      }
    }
    return extensions
  }

  /// Dotted.
  var identifier: String { dottedText(ofObjectIdentifier: identifierOctets) }

  private init?(_ node: FieldNode) {
    // A longer form of an identifier is none in DER (X.690 8.19.2), and must not stand for an extension beside its own.
    guard var parts = node.parts(of: .sequence), let identifier = parts.next()?.octets(of: .objectIdentifier),
      isWellFormed(objectIdentifier: identifier), let second = parts.next()
    else { return nil }
    let third = parts.next()
    if third != nil {
      guard let critical = second.boolean else { return nil }
      isCritical = critical
    } else {
      isCritical = false
    }
    guard parts.next() == nil, let value = (third ?? second).octets(of: .octetString) else { return nil }
    identifierOctets = identifier
    self.value = value
  }

  /// Many times what real certificates have, and few enough not to cost memory.
  private static let most = 1000
  private static let usual = 12

  /// The name that RFC 5280 or the extension's own standard gives it; nil where unknown.
  var name: String? { extensionNames[identifier] }
}

/// Extensions by their standards' names.
let extensionNames: [String: String] = [
  "1.2.840.113533.7.65.0": "entrustVersInfo",
  "1.3.6.1.4.1.311.20.2": "enrollCerttype (Microsoft)",
  "1.3.6.1.4.1.311.21.1": "caVersion (Microsoft)",
  "1.3.6.1.4.1.311.21.2": "previousCertHash (Microsoft)",
  "1.3.6.1.4.1.311.21.7": "certificateTemplate (Microsoft)",
  "1.3.6.1.4.1.311.21.10": "applicationCertPolicies (Microsoft)",
  "1.3.6.1.4.1.11129.2.4.2": "signedCertificateTimestampList",
  "1.3.6.1.4.1.11129.2.4.3": "precertificatePoison",
  "1.3.6.1.5.5.7.1.1": "authorityInfoAccess",
  "1.3.6.1.5.5.7.1.3": "qcStatements",
  "1.3.6.1.5.5.7.1.11": "subjectInfoAccess",
  "1.3.6.1.5.5.7.1.24": "tlsFeature",
  "1.3.6.1.5.5.7.48.1.5": "ocspNoCheck",
  "2.5.29.9": "subjectDirectoryAttributes",
  "2.5.29.14": "subjectKeyIdentifier",
  "2.5.29.15": "keyUsage",
  "2.5.29.16": "privateKeyUsagePeriod",
  "2.5.29.17": "subjectAltName",
  "2.5.29.18": "issuerAltName",
  "2.5.29.19": "basicConstraints",
  "2.5.29.30": "nameConstraints",
  "2.5.29.31": "cRLDistributionPoints",
  "2.5.29.32": "certificatePolicies",
  "2.5.29.33": "policyMappings",
  "2.5.29.35": "authorityKeyIdentifier",
  "2.5.29.36": "policyConstraints",
  "2.5.29.37": "extKeyUsage",
  "2.5.29.46": "freshestCRL",
  "2.5.29.54": "inhibitAnyPolicy",
  "2.16.840.1.113730.1.1": "netscapeCertType",
  "2.16.840.1.113730.1.13": "netscapeComment",
]
