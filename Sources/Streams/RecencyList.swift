/// Slots in the order in which they were last used. Each step costs the same, however many there are.
public struct RecencyList: Sendable {
  private struct Neighbours {
    var older: Int?
    var newer: Int?
  }

  private var neighbours: [Neighbours] = []
  public private(set) var oldest: Int?
  private var newest: Int?

  public init() {}

  /// Adds a slot, which is in use for the first time or was removed before.
  public mutating func append(_ slot: Int) {
    while neighbours.count <= slot { neighbours.append(Neighbours()) }
    neighbours[slot] = Neighbours(older: newest, newer: nil)
    if let newest { neighbours[newest].newer = slot } else { oldest = slot }
    newest = slot
  }

  public mutating func remove(_ slot: Int) {
    let (older, newer) = (neighbours[slot].older, neighbours[slot].newer)
    if let older { neighbours[older].newer = newer } else { oldest = newer }
    if let newer { neighbours[newer].older = older } else { newest = older }
  }

  /// The slot is used once more.
  public mutating func touch(_ slot: Int) {
    guard newest != slot else { return }
    remove(slot)
    append(slot)
  }
}
