extension IssuerGraph {
  /// What links one element of a chain with others.
  struct Node {
    /// Position in the chain, from 0.
    let element: Int
    /// Issued by its own key, as far as can be told.
    let isSelfSigned: Bool
    let isCA: Bool
    private let fields: Certificate.Fields

    var subject: [UInt8] { fields.subjectDER }
    var issuer: [UInt8] { fields.issuerDER }
    var subjectKey: [UInt8]? { fields.subjectKeyIdentifier }
    var authorityKey: [UInt8]? { fields.authorityKeyIdentifier }

    /// Nil where the names cannot be read.
    init?(_ certificate: Certificate, index: Int) {
      guard let fields = certificate.fields, !fields.subjectDER.isEmpty, !fields.issuerDER.isEmpty else { return nil }
      self.fields = fields
      element = index
      if fields.isSelfIssued {
        // Where the signature cannot be verified, the names and key identifiers have to do.
        let (subjectKey, authorityKey) = (fields.subjectKeyIdentifier, fields.authorityKeyIdentifier)
        let keysDiffer = subjectKey != nil && authorityKey != nil && subjectKey != authorityKey
        isSelfSigned = fields.isSelfSigned ?? !keysDiffer
      } else {
        isSelfSigned = false
      }
      isCA = fields.isCA ?? isSelfSigned
    }

    /// Whether the names say that this one issued the other, and the key identifiers, where both have one, do not
    /// object.
    func issued(_ subject: Node) -> Bool {
      guard self.subject == subject.issuer, !subject.isSelfSigned else { return false }
      guard let needed = subject.authorityKey, let offered = subjectKey else { return !isEmptyName(self.subject) }
      return needed == offered
    }
  }
}

/// An empty SEQUENCE: a name that says nothing, so that only key identifiers link by it.
func isEmptyName(_ der: [UInt8]) -> Bool { der.count <= 2 }
