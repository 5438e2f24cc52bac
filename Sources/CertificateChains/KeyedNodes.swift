/// Nodes of one name, apart by key identifier.
struct KeyedNodes {
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
