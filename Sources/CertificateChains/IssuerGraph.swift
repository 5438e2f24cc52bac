/// Who may have issued whom among the elements of a chain, by name and key identifier.
///
/// Elements of the same name and key identifier are one node's worth of search, so that a hostile chain of thousands
/// of certificates that all seem to have issued each other takes no longer than others.
struct IssuerGraph {
  /// Distinct readable elements, in order.
  let nodes: [Node]
  /// Nil for a few nodes: comparing each with all takes less time than hashing.
  private let index: Index?

  private struct Index {
    var bySubject: [[UInt8]: KeyedNodes] = [:]
    /// Without the self-signed ones, which nobody else issued.
    var byIssuer: [[UInt8]: KeyedNodes] = [:]
  }

  init(nodes: [Node]) {
    self.nodes = nodes
    guard nodes.count > Self.mostToCompare else {
      index = nil
      return
    }
    var index = Index()
    for (position, node) in nodes.enumerated() {
      index.bySubject[node.subject, default: KeyedNodes()].insert(position, key: node.subjectKey)
      if !node.isSelfSigned {
        index.byIssuer[node.issuer, default: KeyedNodes()].insert(position, key: node.authorityKey)
      }
    }
    self.index = index
  }

  /// The issuers of a node, theirs, and so on.
  func issuers(of node: Int) -> IssuerSearch {
    guard let index else { return search(from: node) { $1.issued($0) } }
    return search(from: node, in: index.bySubject) { $0.isSelfSigned ? nil : ($0.issuer, $0.authorityKey) }
  }

  /// What a node issued, what that issued, and so on.
  func issued(by node: Int) -> IssuerSearch {
    guard let index else { return search(from: node) { $0.issued($1) } }
    return search(from: node, in: index.byIssuer) { ($0.subject, $0.subjectKey) }
  }

  /// Breadth first, in the order of the chain among equals.
  private func search(from start: Int, isLink: (_ current: Node, _ candidate: Node) -> Bool) -> IssuerSearch {
    var search = IssuerSearch(start: start, nodeCount: nodes.count)
    var position = 0
    while position < search.reached.count {
      let current = search.reached[position]
      position += 1
      for candidate in nodes.indices where isLink(nodes[current], nodes[candidate]) {
        search.reach(candidate, from: current)
      }
    }
    return search
  }

  /// The same by hashed names.
  private func search(
    from start: Int, in index: [[UInt8]: KeyedNodes], next: (Node) -> (name: [UInt8], key: [UInt8]?)?
  ) -> IssuerSearch {
    var untried = index
    var search = IssuerSearch(start: start, nodeCount: nodes.count)
    var position = 0
    while position < search.reached.count {
      let current = search.reached[position]
      position += 1
      guard let (name, key) = next(nodes[current]) else { continue }
      for candidate in untried[name]?.take(matching: key, byKeyOnly: isEmptyName(name)) ?? [] {
        search.reach(candidate, from: current)
      }
    }
    return search
  }

  private static let mostToCompare = 12
}
