import Packets

/// The UDP flows that somebody follows: by their two endpoints and a tag that tells channels between them apart, and
/// in the order in which they were last used.
///
/// Between equal endpoints there may be several, because tunnels and VLANs carry networks that use the same addresses.
/// Which of them a datagram belongs to, its owner says: that takes what is in the datagram.
public struct DatagramFlowTable: ~Copyable {
  private struct Key: Hashable {
    var flow: FlowKey
    var channel: UInt32
  }

  private struct Flow {
    var identity: StreamConnection
    var key: Key
    /// What its datagrams come in.
    var encapsulations = EncapsulationSet()
    var hasReverse = false
    /// The flows between the same endpoints used next after this one, and next before it.
    var newerSlot: Int?
    var olderSlot: Int?
  }

  private var flows: [Flow] = []
  /// Of flows between the same endpoints, the one used last.
  private var slotByKey: [Key: Int] = [:]
  private var free: [Int] = []
  private var recency = RecencyList()
  private let limit: Int

  /// - Parameter limit: flows followed at once.
  public init(limit: Int) {
    self.limit = limit
  }

  /// As many flows are followed as may be.
  public var isFull: Bool { flows.count - free.count >= limit }

  /// The flow that was idle for longest.
  public var longestIdle: StreamConnection? { recency.oldest.map { flows[$0].identity } }

  /// Of the flows between a datagram's endpoints, the one used last.
  public func firstSlot(for datagram: UDPDatagram, channel: UInt32) -> Int? {
    slotByKey[Key(flow: FlowKey(datagram.source, datagram.destination), channel: channel)]
  }

  /// The next flow between the same endpoints, used less recently.
  public func nextSlot(after slot: Int) -> Int? { flows[slot].olderSlot }

  /// The flow in a slot.
  public subscript(slot: Int) -> StreamConnection { flows[slot].identity }

  /// Whether datagrams of the flow are known to come in this encapsulation.
  public func uses(_ encapsulation: EncapsulationID, slot: Int) -> Bool {
    flows[slot].encapsulations.contains(encapsulation)
  }

  /// Follows a flow from this datagram on, as connection `number`, where the table is not full.
  ///
  /// - Returns: its slot.
  public mutating func insert(_ datagram: UDPDatagram, channel: UInt32, number: Int) -> Int {
    let key = Key(flow: FlowKey(datagram.source, datagram.destination), channel: channel)
    let slot = free.popLast() ?? flows.count
    let flow = Flow(identity: Self.identity(of: datagram, slot: slot, number: number), key: key)
    if slot == flows.count { flows.append(flow) } else { flows[slot] = flow }
    link(slot)
    recency.append(slot)
    return slot
  }

  /// The flow in a slot is over, and another one between the same endpoints, in the same encapsulations, begins with
  /// this datagram.
  public mutating func renew(_ slot: Int, with datagram: UDPDatagram, number: Int) {
    flows[slot].identity = Self.identity(of: datagram, slot: slot, number: number)
    flows[slot].hasReverse = false
  }

  private static func identity(of datagram: UDPDatagram, slot: Int, number: Int) -> StreamConnection {
    var identity = StreamConnection(
      slot: slot, number: number, first: datagram.source, second: datagram.destination)
    identity.forwardEncapsulation = datagram.encapsulation
    return identity
  }

  /// A datagram of the flow came: its encapsulation is the flow's from now on, and no flow was used later.
  public mutating func note(_ datagram: UDPDatagram, slot: Int) -> StreamConnection {
    if !flows[slot].encapsulations.contains(datagram.encapsulation) {
      flows[slot].encapsulations.insert(datagram.encapsulation)
    }
    if !flows[slot].hasReverse, flows[slot].identity.first != datagram.source {
      flows[slot].hasReverse = true
      flows[slot].identity.reverseEncapsulation = datagram.encapsulation
    }
    recency.touch(slot)
    if flows[slot].newerSlot != nil {
      unlink(slot)
      link(slot)
    }
    return flows[slot].identity
  }

  /// The flow is not followed any more.
  public mutating func remove(_ slot: Int) {
    unlink(slot)
    recency.remove(slot)
    free.append(slot)
  }

  /// Puts a flow before the others between the same endpoints.
  private mutating func link(_ slot: Int) {
    let older = slotByKey.updateValue(slot, forKey: flows[slot].key)
    flows[slot].newerSlot = nil
    flows[slot].olderSlot = older
    if let older { flows[older].newerSlot = slot }
  }

  private mutating func unlink(_ slot: Int) {
    let (newer, older) = (flows[slot].newerSlot, flows[slot].olderSlot)
    if let older { flows[older].newerSlot = newer }
    if let newer { flows[newer].olderSlot = older } else { slotByKey[flows[slot].key] = older }
  }
}
