/// One extension, its value not looked into, to be kept; see ``ExtensionPlace``.
struct CertificateExtension: Sendable {
  private let bytes: [UInt8]
  private let place: ExtensionPlace

  /// - Parameter bytes: of which the place is a place.
  init(_ place: ExtensionPlace, in bytes: [UInt8]) {
    self.place = place
    self.bytes = bytes
  }

  /// The extensions in `[3] EXPLICIT SEQUENCE OF Extension`; one that cannot be read is noted and left out.
  static func list(_ explicit: ArraySlice<UInt8>, defects: inout Defects) -> [CertificateExtension] {
    let bytes = Array(explicit)
    return ExtensionPlace.list(0..<bytes.count, in: bytes, defects: &defects).map {
      CertificateExtension($0, in: bytes)
    }
  }

  var isCritical: Bool { place.isCritical }
  /// The content of the OCTET STRING, which is DER of a type that the identifier says.
  var value: ArraySlice<UInt8> { bytes[place.value] }
  /// Dotted.
  var identifier: String { dottedText(ofObjectIdentifier: bytes[place.identifier]) }
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
