/// Finds slots of a table by hashes, with open addressing.
///
/// It holds neither keys nor state, only 32 bits of the hash and the slot, eight of them a cache line. Whether a slot is
/// the right one, its owner says. Entries are probed one after the other, and moved back when one before them goes, so
/// that there are no tombstones and a miss costs no more than a hit.
///
/// Hashes must be well mixed and seeded, else a capture can be made for their collisions. A slot is inserted once.
package struct SlotIndex {
  @usableFromInline
  struct Entry {
    @usableFromInline var hash: UInt32
    /// `freeSlot` where the entry is free.
    @usableFromInline var slot: UInt32
  }

  @usableFromInline
  var entries: [Entry]
  private var count = 0

  package init() {
    entries = Self.empty(count: 1024)
  }

  /// The slot for which `isRight` holds, among those with this hash.
  @inlinable @inline(__always)
  package func find(_ hash: UInt32, _ isRight: (Int) -> Bool) -> Int? {
    var position = Int(hash) & (entries.count - 1)
    while entries[position].slot != Self.freeSlot {
      if entries[position].hash == hash, isRight(Int(entries[position].slot)) { return Int(entries[position].slot) }
      position = (position + 1) & (entries.count - 1)
    }
    return nil
  }

  package mutating func insert(_ slot: Int, hash: UInt32) {
    if (count + 1) * 2 > entries.count { grow() }
    count += 1
    place(Entry(hash: hash, slot: UInt32(slot)))
  }

  /// Another slot takes the place of `slot`.
  package mutating func replace(_ slot: Int, hash: UInt32, with other: Int) {
    guard let position = position(of: slot, hash) else { return }
    entries[position].slot = UInt32(other)
  }

  package mutating func remove(_ slot: Int, hash: UInt32) {
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

  @inlinable
  static var freeSlot: UInt32 { .max }
}
