/// Who may have issued whom among the elements of a chain, by name and key identifier.
///
/// Elements of the same name and key identifier are one node's worth of search, so that a hostile chain of thousands
/// of certificates that all seem to have issued each other takes no longer than others.
struct IssuerGraph {
  struct Node {
    /// Position in the chain, from 0.
    var element: Int
    var subject: [UInt8]
    var issuer: [UInt8]
    var subjectKey: [UInt8]?
    var authorityKey: [UInt8]?
    /// Issued by its own key, as far as can be told.
    var isSelfSigned: Bool
    var isCA: Bool
  }

  /// Distinct readable elements, in order.
  let nodes: [Node]
  private let bySubject: [[UInt8]: KeyedNodes]
  /// Without the self-signed ones, which nobody else issued.
  private let byIssuer: [[UInt8]: KeyedNodes]

  init(nodes: [Node]) {
    self.nodes = nodes
    var bySubject: [[UInt8]: KeyedNodes] = [:]
    var byIssuer: [[UInt8]: KeyedNodes] = [:]
    for (index, node) in nodes.enumerated() {
      bySubject[node.subject, default: KeyedNodes()].insert(index, key: node.subjectKey)
      if !node.isSelfSigned { byIssuer[node.issuer, default: KeyedNodes()].insert(index, key: node.authorityKey) }
    }
    self.bySubject = bySubject
    self.byIssuer = byIssuer
  }

  /// Whether the names say that one node issued the other, and the key identifiers, where both have one, do not object.
  func issued(_ issuer: Int, _ subject: Int) -> Bool {
    let (issuer, subject) = (nodes[issuer], nodes[subject])
    guard issuer.subject == subject.issuer, !subject.isSelfSigned else { return false }
    guard let needed = subject.authorityKey, let offered = issuer.subjectKey else {
      return !isEmptyName(issuer.subject)
    }
    return needed == offered
  }

  /// The issuers of a node, theirs, and so on.
  func issuers(of node: Int) -> Search {
    search(from: node, in: bySubject) { $0.isSelfSigned ? nil : ($0.issuer, $0.authorityKey) }
  }

  /// What a node issued, what that issued, and so on.
  func issued(by node: Int) -> Search {
    search(from: node, in: byIssuer) { ($0.subject, $0.subjectKey) }
  }

  /// Breadth first, in the order of the chain among equals.
  private func search(
    from start: Int, in index: [[UInt8]: KeyedNodes], next: (Node) -> (name: [UInt8], key: [UInt8]?)?
  ) -> Search {
    var untried = index
    var search = Search(start: start)
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
}

/// The shortest ways from one node to all that can be reached from it.
struct Search {
  /// In order of distance, the start first.
  private(set) var reached: [Int]
  private var previous: [Int: Int] = [:]
  private var distance: [Int: Int]

  init(start: Int) {
    reached = [start]
    distance = [start: 0]
  }

  mutating func reach(_ node: Int, from current: Int) {
    guard distance[node] == nil else { return }
    reached.append(node)
    previous[node] = current
    distance[node] = (distance[current] ?? 0) + 1
  }

  /// The first of those farthest away.
  var farthest: Int? {
    let greatest = reached.last.map { distance[$0] }
    return reached.first { distance[$0] == greatest }
  }

  /// From the start to `end`.
  func path(to end: Int) -> [Int] {
    var path = [end]
    var node = end
    while let before = previous[node] {
      path.append(before)
      node = before
    }
    return path.reversed()
  }
}

/// Nodes of one name, apart by key identifier.
private struct KeyedNodes {
  private var nodes: [[UInt8]?: [Int]] = [:]

  mutating func insert(_ node: Int, key: [UInt8]?) {
    nodes[key, default: []].append(node)
  }

  /// Removes and returns those that `key` does not exclude: all when there is none, else those of that key or of none.
  ///
  /// Removing bounds the search: certificates that all seem to have issued each other are looked at once.
  mutating func take(matching key: [UInt8]?, byKeyOnly: Bool) -> [Int] {
    if let key {
      let sameKey = nodes.removeValue(forKey: key) ?? []
      let keyless = byKeyOnly ? [] : nodes.removeValue(forKey: nil) ?? []
      return keyless.isEmpty ? sameKey : (sameKey + keyless).sorted()
    }
    guard !byKeyOnly else { return [] }
    defer { nodes = [:] }
    return nodes.values.joined().sorted()
  }
}

/// An empty SEQUENCE: a name that says nothing, so that only key identifiers link by it.
private func isEmptyName(_ der: [UInt8]) -> Bool { der.count <= 2 }
