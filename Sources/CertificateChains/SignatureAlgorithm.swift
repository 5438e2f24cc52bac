import SwiftASN1

/// The AlgorithmIdentifier that a certificate was signed with.
struct SignatureAlgorithm: Sendable {
  /// Dotted.
  var identifier: String
  var parameters: FieldNode?

  /// openssl's name, or the dotted OID.
  var name: String { signatureAlgorithmNames[identifier] ?? identifier }

  /// Reads the outer signatureAlgorithm, which is the one in use; the copy in the TBSCertificate stands in for it
  /// where the certificate is cut.
  init?(_ parts: TBSCertificate, defects: inout Defects) {
    guard let bytes = parts.outerSignatureAlgorithm ?? parts.signature,
      let node = defects.node(bytes, "signatureAlgorithm")
    else { return nil }
    guard let algorithm = SignatureAlgorithm(node) else {
      defects.note("signatureAlgorithm", "does not have its type")
      return nil
    }
    self = algorithm
  }

  init?(_ node: FieldNode) {
    guard var algorithm = node.parts(of: .sequence), let identifier = algorithm.next()?.dottedIdentifier else {
      return nil
    }
    self.identifier = identifier
    parameters = algorithm.next()
  }
}
