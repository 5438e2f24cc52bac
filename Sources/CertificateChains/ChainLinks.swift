/// The path from the leaf of a presented chain to the last issuer that was sent, and what lies beside it.
struct ChainLinks {
  enum End: Equatable {
    /// At a certificate that issued itself.
    case selfSigned
    /// The last one's issuer was not sent; true where all goes for that being the root.
    case issuerNotSent(looksLikeRoot: Bool)
    /// Certificates issued each other.
    case loop
  }

  /// Positions (from 1) in the chain, leaf first.
  let path: [Int]
  /// Further issuers of those on the path, and theirs.
  let alternatives: [Int]
  /// What has no link to the path.
  let unrelated: [Int]
  let end: End

  /// The path's elements were sent in its order, from the first element on.
  var isInOrder: Bool { path.first == 1 && zip(path, path.dropFirst()).allSatisfy { $0 < $1 } }

  /// Nil for a graph without nodes.
  init?(_ graph: IssuerGraph) {
    let nodes = graph.nodes
    guard !nodes.isEmpty else { return nil }
    var search = graph.issuers(of: 0)
    let steps: [Int]
    if zip(nodes.indices, nodes.indices.dropFirst()).allSatisfy({ graph.issued($1, $0) }) {
      // As it should be; shorter ways through the same elements are of no interest.
      steps = Array(nodes.indices)
    } else {
      // The sender's own certificate comes first, unless the first one issued another of those that are left.
      if search.reached.count < nodes.count {
        let descendants = graph.issued(by: 0)
        if let leaf = descendants.farthest, !search.reached.contains(leaf) {
          search = graph.issuers(of: leaf)
        }
      }
      let last = search.reached.first { nodes[$0].isSelfSigned } ?? search.farthest ?? 0
      steps = search.path(to: last)
    }

    let onPath = Set(steps)
    let reached = onPath.union(search.reached)
    let others = nodes.indices.filter { !reached.contains($0) }
    let last = steps[steps.count - 1]
    if nodes[last].isSelfSigned {
      end = .selfSigned
    } else if graph.issuers(of: last).reached.count > 1 {
      end = .loop
    } else {
      // A CA beside the path would stand behind the gap, if only the certificate between were there.
      end = .issuerNotSent(looksLikeRoot: steps.count > 1 && !others.contains { nodes[$0].isCA })
    }
    path = steps.map { nodes[$0].element + 1 }
    alternatives = search.reached.filter { !onPath.contains($0) }.map { nodes[$0].element + 1 }.sorted()
    unrelated = others.map { nodes[$0].element + 1 }
  }
}

extension IssuerGraph.Node {
  /// Nil where the names cannot be read.
  init?(_ certificate: Certificate, index: Int) {
    guard let fields = certificate.fields, !fields.subjectDER.isEmpty, !fields.issuerDER.isEmpty else { return nil }
    element = index
    subject = fields.subjectDER
    issuer = fields.issuerDER
    subjectKey = fields.subjectKeyIdentifier
    authorityKey = fields.authorityKeyIdentifier
    // Where the signature cannot be verified, the names and key identifiers have to do.
    let keysDiffer = subjectKey != nil && authorityKey != nil && subjectKey != authorityKey
    isSelfSigned = fields.isSelfIssued && (fields.isSelfSigned ?? !keysDiffer)
    isCA = fields.isCA ?? isSelfSigned
  }
}
