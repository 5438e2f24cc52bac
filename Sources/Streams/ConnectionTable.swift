import Packets
import WireFormat

/// The four-tuple without regard to direction.
struct FlowKey: Hashable {
  let low: Endpoint
  let high: Endpoint

  init(_ one: Endpoint, _ other: Endpoint) {
    if Self.isOrdered(one, other) {
      low = one
      high = other
    } else {
      low = other
      high = one
    }
  }

  private static func isOrdered(_ one: Endpoint, _ other: Endpoint) -> Bool {
    if one.port != other.port { return one.port < other.port }
    if one.address.low != other.address.low { return one.address.low < other.address.low }
    return one.address.high <= other.address.high
  }
}

/// A connection with its state, in its slot of ``ConnectionTable``.
struct Connection {
  var identity: StreamConnection
  var isOpen = true
  var forward = DirectionState()
  var reverse = DirectionState()
  /// A FIN or RST was seen: data far away in sequence space then belongs to another connection.
  var isClosing = false
  /// What its segments came in.
  var encapsulations = EncapsulationSet()
  /// Another connection between the same endpoints, in other encapsulations.
  var nextSlot: Int?
  var life = StreamLife()

  var hasPending: Bool { !forward.pending.isEmpty || !reverse.pending.isEmpty }
  var lastPacketNumber: Int { life.lastPacket?.number ?? 0 }

  subscript(direction: StreamDirection) -> DirectionState {
    get { direction == .forward ? forward : reverse }
    _modify {
      if direction == .forward { yield &forward } else { yield &reverse }
    }
  }
}

/// The connections being followed: by four-tuple, and in order of age.
struct ConnectionTable {
  var slots: [Connection] = []
  private var slotByKey: [FlowKey: Int] = [:]
  private var free: [Int] = []
  /// Slot and number of each connection, oldest first; entries of closed ones are skipped.
  private var ages: [(slot: Int, number: Int)] = []
  private var oldest = 0

  /// Connections being followed.
  private(set) var count = 0

  /// The first of the connections between two endpoints; the others follow by their `nextSlot`.
  func firstSlot(of key: FlowKey) -> Int? { slotByKey[key] }

  mutating func insert(_ key: FlowKey, number: Int, first: Endpoint, second: Endpoint) -> Int {
    let slot = free.popLast() ?? slots.count
    let identity = StreamConnection(slot: slot, number: number, first: first, second: second)
    if slot == slots.count {
      slots.append(Connection(identity: identity))
    } else {
      slots[slot] = Connection(identity: identity)
    }
    slots[slot].nextSlot = slotByKey[key]
    slotByKey[key] = slot
    count += 1
    ages.append((slot, number))
    return slot
  }

  mutating func remove(_ slot: Int) {
    let identity = slots[slot].identity
    unlink(slot, FlowKey(identity.first, identity.second))
    count -= 1
    slots[slot].isOpen = false
    free.append(slot)
  }

  private mutating func unlink(_ slot: Int, _ key: FlowKey) {
    guard var before = slotByKey[key] else { return }
    if before == slot {
      slotByKey[key] = slots[slot].nextSlot
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

  /// The slot of the oldest connection.
  mutating func oldestSlot() -> Int? {
    while oldest < ages.count {
      let (slot, number) = ages[oldest]
      if slots[slot].isOpen, slots[slot].identity.number == number { return slot }
      oldest += 1
      if oldest > Self.compactionThreshold, oldest * 2 > ages.count {
        ages.removeFirst(oldest)
        oldest = 0
      }
    }
    return nil
  }

  private static let compactionThreshold = 4096
}
