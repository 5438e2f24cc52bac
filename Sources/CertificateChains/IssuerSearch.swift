/// The shortest ways from one node of an ``IssuerGraph`` to all that can be reached from it.
struct IssuerSearch {
  /// In order of distance, the start first.
  private(set) var reached: [Int]
  /// By node; nil for those not reached. The start has itself before it.
  private var previous: [Int?]
  private var distance: [Int]

  init(start: Int, nodeCount: Int) {
    reached = [start]
    previous = Array(repeating: nil, count: nodeCount)
    distance = Array(repeating: 0, count: nodeCount)
    previous[start] = start
  }

  mutating func reach(_ node: Int, from current: Int) {
    guard previous[node] == nil else { return }
    reached.append(node)
    previous[node] = current
    distance[node] = distance[current] + 1
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
    while let before = previous[node], before != node {
      path.append(before)
      node = before
    }
    return path.reversed()
  }
}
