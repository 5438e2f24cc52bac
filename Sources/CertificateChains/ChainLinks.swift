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

  /// Nil where there are no nodes.
  init?(_ nodes: [IssuerGraph.Node]) {
    guard let last = nodes.last else { return nil }
    if nodes.indices.dropFirst().allSatisfy({ nodes[$0].issued(nodes[$0 - 1]) }) {
      self.init(inOrder: nodes, last: last)
    } else {
      self.init(IssuerGraph(nodes: nodes))
    }
  }

  /// As it should be: each element issued the one before. Shorter ways through the same elements are of no interest.
  private init(inOrder nodes: [IssuerGraph.Node], last: IssuerGraph.Node) {
    path = nodes.map { $0.element + 1 }
    alternatives = []
    unrelated = []
    end =
      if last.isSelfSigned {
        .selfSigned
      } else if nodes.dropLast().contains(where: { $0.issued(last) }) {
        .loop
      } else {
        .issuerNotSent(looksLikeRoot: nodes.count > 1)
      }
  }

  /// For a graph with nodes.
  private init(_ graph: IssuerGraph) {
    let nodes = graph.nodes
    var search = graph.issuers(of: 0)
    // The sender's own certificate comes first, unless the first one issued another of those that are left.
    if search.reached.count < nodes.count, nodes.contains(where: { nodes[0].issued($0) }) {
      let descendants = graph.issued(by: 0)
      if let leaf = descendants.farthest, !search.reached.contains(leaf) {
        search = graph.issuers(of: leaf)
      }
    }
    let last = search.reached.first { nodes[$0].isSelfSigned } ?? search.farthest ?? 0
    let steps = search.path(to: last)
    // Which of the nodes are linked, and on the path.
    var marks = [UInt8]()
    marks.reserveCapacity(nodes.count)
    for _ in nodes.indices { marks.append(0) }
    for node in search.reached { marks[node] = linked }
    for step in steps { marks[step] = onPath }
    var (others, hasCABeside) = ([Int](), false)
    for node in nodes.indices where marks[node] == 0 {
      others.append(nodes[node].element + 1)
      hasCABeside = hasCABeside || nodes[node].isCA
    }
    if nodes[last].isSelfSigned {
      end = .selfSigned
    } else if nodes.indices.contains(where: { $0 != last && nodes[$0].issued(nodes[last]) }) {
      end = .loop
    } else {
      // A CA beside the path would stand behind the gap, if only the certificate between were there.
      end = .issuerNotSent(looksLikeRoot: steps.count > 1 && !hasCABeside)
    }
    path = steps.map { nodes[$0].element + 1 }
    var further: [Int] = []
    for node in search.reached where marks[node] == linked { further.append(nodes[node].element + 1) }
    alternatives = further.sorted()
    unrelated = others
  }
}

private let (linked, onPath): (UInt8, UInt8) = (1, 2)
