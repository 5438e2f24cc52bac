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

private let signatureNames = IdentifierTable(signatureAlgorithmNames)
