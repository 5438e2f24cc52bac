import SwiftASN1

/// The extensions that ``Certificate/Fields`` have a place for; of an extension that is there twice the first counts.
struct ExtensionFields {
  private(set) var subjectAlternativeNames: [String]?
  private(set) var extendedKeyUsage: [String]?
  private(set) var keyUsage: [String]?
  private(set) var isCA: Bool?
  private(set) var pathLengthConstraint: Int?
  private(set) var subjectKeyIdentifier: [UInt8]?
  private(set) var authorityKeyIdentifier: [UInt8]?

  mutating func read(_ certificateExtension: CertificateExtension, defects: inout Defects) {
    guard let name = Self.name(of: certificateExtension.identifierOctets),
      let node = defects.node(certificateExtension.value, name)
    else { return }
    if !read(node, name) { defects.note(name, "does not have its type") }
  }

  /// Of those that are read here, which all are of id-ce, { 2 5 29 } (RFC 5280, 4.2.1).
  private static func name(of identifier: ArraySlice<UInt8>) -> String? {
    guard identifier.count == 3, identifier.starts(with: [0x55, 0x1d]) else { return nil }
    switch identifier.last {
    case 14: return "subjectKeyIdentifier"
    case 15: return "keyUsage"
    case 17: return "subjectAltName"
    case 19: return "basicConstraints"
    case 35: return "authorityKeyIdentifier"
    case 37: return "extKeyUsage"
    default: return nil
    }
  }

  /// False where the value is not of the extension's type.
  private mutating func read(_ node: FieldNode, _ name: String) -> Bool {
    switch name {
    case "basicConstraints":
      guard let constraints = BasicConstraints(node) else { return false }
      isCA = isCA ?? constraints.isCA
      pathLengthConstraint = pathLengthConstraint ?? constraints.pathLength
    case "keyUsage":
      guard let usages = keyUsageNames(node) else { return false }
      keyUsage = keyUsage ?? usages
    case "extKeyUsage":
      guard let parts = node.parts(of: .sequence) else { return false }
      let purposes = parts.map(\.dottedIdentifier)
      extendedKeyUsage = extendedKeyUsage ?? purposes.compactMap(\.self)
      return !purposes.contains(nil)
    case "subjectAltName":
      guard let nodes = node.parts(of: .sequence) else { return false }
      let names = nodes.map { GeneralName($0)?.text }
      subjectAlternativeNames = subjectAlternativeNames ?? names.compactMap(\.self)
      return !names.contains(nil)
    case "subjectKeyIdentifier":
      guard let identifier = node.octets(of: .octetString) else { return false }
      subjectKeyIdentifier = subjectKeyIdentifier ?? Array(identifier)
    case "authorityKeyIdentifier":
      // AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OPTIONAL, authorityCertIssuer [1] OPTIONAL, ... }
      guard let parts = node.parts(of: .sequence) else { return false }
      if let identifier = parts.first(where: { $0.contextTag == 0 }) {
        guard let octets = identifier.octets else { return false }
        authorityKeyIdentifier = authorityKeyIdentifier ?? Array(octets)
      }
    default:
      break
    }
    return true
  }
}

/// BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
///                                                                                   -- RFC 5280, 4.2.1.9
struct BasicConstraints {
  var isCA = false
  var pathLength: Int?

  init?(_ node: FieldNode) {
    guard var parts = node.parts(of: .sequence) else { return nil }
    var part = parts.next()
    if let boolean = part?.boolean {
      isCA = boolean
      part = parts.next()
    }
    if let length = part?.smallInteger {
      pathLength = length
      part = parts.next()
    }
    guard part == nil else { return nil }
  }
}

/// The bits of a KeyUsage by name, in the order of RFC 5280, 4.2.1.3.
func keyUsageNames(_ node: FieldNode) -> [String]? {
  guard let octets = node.bitStringOctets else { return nil }
  let bits = Array(octets)
  return keyUsageBits.indices.filter { bit in
    bit / 8 < bits.count && bits[bit / 8] & (0x80 >> (bit % 8)) != 0
  }.map { keyUsageBits[$0] }
}

private let keyUsageBits = [
  "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign",
  "encipherOnly", "decipherOnly",
]
