import Packets

/// Finds slots by the two endpoints of a flow, whichever of them sends: a hash table with open addressing.
///
/// It holds neither endpoints nor state, only 32 bits of the hash and the slot, eight flows a cache line. Whether a
/// slot is the right one, its owner says. Entries are probed one after the other, and moved back when one before
/// them goes, so that there are no tombstones and a miss costs no more than a hit.
struct FlowIndex {
  private struct Entry {
    var hash: UInt32
    /// `freeSlot` where the entry is free.
    var slot: UInt32
  }

  private var entries: [Entry]
  private var count = 0
  /// Different in each process, so that a capture cannot be made for its collisions.
  private let seed = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

  init() {
    entries = Self.empty(count: 1024)
  }

  /// The same for both directions.
  @inline(__always)
  func hash(_ one: Endpoint, _ other: Endpoint) -> UInt32 {
    let sum = mixed(one) &+ mixed(other)
    let product = (sum ^ seed.1).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return UInt32(truncatingIfNeeded: product.high ^ product.low)
  }

  @inline(__always)
  private func mixed(_ endpoint: Endpoint) -> UInt64 {
    let high = endpoint.address.high ^ (UInt64(endpoint.port) << 48 | UInt64(endpoint.port)) ^ seed.1
    let product = (endpoint.address.low ^ seed.0).multipliedFullWidth(by: high | 1)
    return product.high ^ product.low &+ high
  }

  /// The slot for which `isRight` holds, among those with this hash.
  @inline(__always)
  func find(_ hash: UInt32, _ isRight: (Int) -> Bool) -> Int? {
    var position = Int(hash) & (entries.count - 1)
    while entries[position].slot != Self.freeSlot {
      if entries[position].hash == hash, isRight(Int(entries[position].slot)) { return Int(entries[position].slot) }
      position = (position + 1) & (entries.count - 1)
    }
    return nil
  }

  mutating func insert(_ slot: Int, hash: UInt32) {
    if (count + 1) * 2 > entries.count { grow() }
    count += 1
    place(Entry(hash: hash, slot: UInt32(slot)))
  }

  /// Another slot takes the place of `slot`.
  mutating func replace(_ slot: Int, hash: UInt32, with other: Int) {
    guard let position = position(of: slot, hash) else { return }
    entries[position].slot = UInt32(other)
  }

  mutating func remove(_ slot: Int, hash: UInt32) {
    guard var hole = position(of: slot, hash) else { return }
    count -= 1
    let mask = entries.count - 1
    var next = (hole + 1) & mask
    while entries[next].slot != Self.freeSlot {
      let home = Int(entries[next].hash) & mask
      // An entry may move back as far as its home.
      if (next - home) & mask >= (next - hole) & mask {
        entries[hole] = entries[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    entries[hole].slot = Self.freeSlot
  }

  private func position(of slot: Int, _ hash: UInt32) -> Int? {
    var position = Int(hash) & (entries.count - 1)
    while entries[position].slot != Self.freeSlot {
      if entries[position].slot == UInt32(slot) { return position }
      position = (position + 1) & (entries.count - 1)
    }
    return nil
  }

  private mutating func place(_ entry: Entry) {
    var position = Int(entry.hash) & (entries.count - 1)
    while entries[position].slot != Self.freeSlot { position = (position + 1) & (entries.count - 1) }
    entries[position] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = Self.empty(count: old.count * 2)
    for entry in old where entry.slot != Self.freeSlot { place(entry) }
  }

  private static func empty(count: Int) -> [Entry] {
    [Entry](repeating: Entry(hash: 0, slot: freeSlot), count: count)
  }

  private static let freeSlot = UInt32.max
}
