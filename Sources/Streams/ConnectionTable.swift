import BasicContainers
import Packets
import WireFormat

/// The connections being followed, by their two endpoints.
///
/// Their state is in arrays that nothing can share: Swift's own asks before each change whether somebody does, and
/// copies whole elements to reach a part of them, for every packet.
struct ConnectionTable: ~Copyable {
  var slots = UniqueArray<Connection>()
  /// Of each slot the forward and the reverse one.
  var directions = UniqueArray<DirectionState>()
  private let flowHash = FlowHash()
  private var index = SlotIndex()
  private var free: [Int] = []
  /// Where the search for a connection to give up goes on.
  private var hand = 0

  /// Connections being followed.
  private(set) var count = 0

  /// The first of the connections between two endpoints; the others follow by their `nextSlot`.
  @inline(__always)
  func firstSlot(of one: Endpoint, _ other: Endpoint) -> Int? {
    firstSlot(of: one, other, hash: flowHash(one, other))
  }

  @inline(__always)
  private func firstSlot(of one: Endpoint, _ other: Endpoint, hash: UInt32) -> Int? {
    index.find(hash) { isBetween(one, other, slot: $0) }
  }

  /// Which direction of the slot's connection `source`, one of its ends, sends. As ``StreamConnection`` says it, which
  /// would be copied for it, with every packet.
  @inline(__always)
  func direction(_ slot: Int, from source: Endpoint) -> StreamDirection {
    slots[slot].identity.first == source ? .forward : .reverse
  }

  @inline(__always)
  private func isBetween(_ one: Endpoint, _ other: Endpoint, slot: Int) -> Bool {
    if slots[slot].identity.first == one { return slots[slot].identity.second == other }
    return slots[slot].identity.first == other && slots[slot].identity.second == one
  }

  mutating func insert(number: Int, first: Endpoint, second: Endpoint, at packet: PacketReference) -> Int {
    let slot = free.popLast() ?? slots.count
    let identity = StreamConnection(slot: slot, number: number, first: first, second: second)
    var connection = Connection(identity: identity, packet: packet)
    let hash = flowHash(first, second)
    if let before = firstSlot(of: first, second, hash: hash) {
      connection.nextSlot = before
      index.replace(before, hash: hash, with: slot)
    } else {
      index.insert(slot, hash: hash)
    }
    if slot == slots.count {
      slots.appendDoubling(connection)
      directions.appendDoubling(DirectionState())
      directions.appendDoubling(DirectionState())
    } else {
      slots[slot] = connection
      directions[place(slot, .forward)].restart()
      directions[place(slot, .reverse)].restart()
    }
    count += 1
    return slot
  }

  func hasPending(_ slot: Int) -> Bool {
    !directions[place(slot, .forward)].pending.isEmpty || !directions[place(slot, .reverse)].pending.isEmpty
  }

  mutating func remove(_ slot: Int) {
    unlink(slot)
    count -= 1
    slots[slot].isOpen = false
    free.append(slot)
  }

  private mutating func unlink(_ slot: Int) {
    let (one, other) = (slots[slot].identity.first, slots[slot].identity.second)
    let hash = flowHash(one, other)
    guard var before = firstSlot(of: one, other, hash: hash) else { return }
    if before == slot {
      if let next = slots[slot].nextSlot {
        index.replace(slot, hash: hash, with: next)
      } else {
        index.remove(slot, hash: hash)
      }
      return
    }
    while let next = slots[before].nextSlot {
      if next == slot {
        slots[before].nextSlot = slots[slot].nextSlot
        return
      }
      before = next
    }
  }

  /// A connection that was idle for long: of the next few that are open, the one that was idle longest.
  ///
  /// The one that was idle longest of all would cost an order that every packet changes.
  mutating func idleSlot() -> Int? {
    guard count > 0 else { return nil }
    var found: Int?
    var seen = 0
    while seen < min(Self.sampleCount, count) {
      hand = hand + 1 < slots.count ? hand + 1 : 0
      guard slots[hand].isOpen else { continue }
      seen += 1
      if let other = found, slots[other].lastPacket.number <= slots[hand].lastPacket.number { continue }
      found = hand
    }
    return found
  }

  /// Every connection, oldest first.
  var slotsByAge: [Int] {
    slots.indices.filter { slots[$0].isOpen }.sorted { slots[$0].identity.number < slots[$1].identity.number }
  }

  private static let sampleCount = 16
}

/// Where a slot's direction is in ``ConnectionTable/directions``.
@inline(__always)
func place(_ slot: Int, _ direction: StreamDirection) -> Int {
  2 * slot + (direction == .forward ? 0 : 1)
}
