/// The shortest ways from one node of an ``IssuerGraph`` to all that can be reached from it.
struct IssuerSearch {
  /// In order of distance, the start first.
  private(set) var reached: [Int]
  /// By node.
  private var steps: [Step]

  private struct Step {
    /// Nil for those not reached. The start has itself before it.
    var previous: Int?
    var distance = 0
  }

  init(start: Int, nodeCount: Int) {
    reached = [start]
    steps = []
    steps.reserveCapacity(nodeCount)
    for node in 0..<nodeCount { steps.append(Step(previous: node == start ? start : nil)) }
  }

  mutating func reach(_ node: Int, from current: Int) {
    guard steps[node].previous == nil else { return }
    reached.append(node)
    steps[node] = Step(previous: current, distance: steps[current].distance + 1)
  }

  /// The first of those farthest away.
  var farthest: Int? {
    let greatest = reached.last.map { steps[$0].distance }
    return reached.first { steps[$0].distance == greatest }
  }

  /// From the start to `end`.
  func path(to end: Int) -> [Int] {
    var path = [end]
    var node = end
    while let before = steps[node].previous, before != node {
      path.append(before)
      node = before
    }
    return path.reversed()
  }
}
