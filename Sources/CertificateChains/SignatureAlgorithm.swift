/// The AlgorithmIdentifier that a certificate was signed with.
struct SignatureAlgorithm: Sendable {
  /// Dotted.
  let identifier: String
  /// openssl's name, or the dotted OID.
  let name: String
  let parameters: FieldNode?

  /// Reads the outer signatureAlgorithm, which is the one in use; the copy in the TBSCertificate stands in for it
  /// where the certificate is cut.
  init?(_ parts: TBSCertificate, defects: inout Defects) {
    guard let place = parts.outerSignatureAlgorithm ?? parts.signature,
      let node = defects.node(parts[place], "signatureAlgorithm")
    else { return nil }
    guard let algorithm = SignatureAlgorithm(node) else {
      defects.note("signatureAlgorithm", "does not have its type")
      return nil
    }
    self = algorithm
  }

  init?(_ node: FieldNode) {
    guard var algorithm = node.view.parts(of: .sequence), let first = algorithm.next(),
      let octets = first.octets(of: .objectIdentifier)
    else { return nil }
    identifier = dottedText(ofObjectIdentifier: octets)
    name = signatureNames[octets] ?? identifier
    if let parameters = algorithm.next() {
      self.parameters = node.node(at: parameters.place)
    } else {
      parameters = nil
    }
  }
}

private let signatureNames = IdentifierTable(signatureAlgorithmNames, frequent: frequentSignatureAlgorithms)
/// RSA (PKCS #1 v1.5) and ECDSA, each with SHA-256, SHA-384 and SHA-512; RSA with SHA-1.
let frequentSignatureAlgorithms = [
  "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.113549.1.1.12",
  "1.2.840.113549.1.1.13", "1.2.840.10045.4.3.4", "1.2.840.113549.1.1.5",
]
