import Packets

/// The UDP flows that somebody follows, by their two endpoints and a tag that tells channels between them apart.
public struct DatagramFlowTable: ~Copyable {
  struct Key: Hashable {
    var flow: FlowKey
    var channel: UInt32
  }

  private var slotByKey: [Key: Int] = [:]
  private var flows: [StreamConnection] = []
  private let limit: Int

  /// Flows that were not followed because too many are.
  public private(set) var refusedCount = 0

  public init(limit: Int = 100_000) {
    self.limit = limit
  }

  /// The flow of a datagram, if it is followed.
  public func find(_ datagram: UDPDatagram, channel: UInt32) -> (flow: StreamConnection, direction: StreamDirection)? {
    guard let slot = slotByKey[Key(flow: FlowKey(datagram.source, datagram.destination), channel: channel)] else {
      return nil
    }
    return (flows[slot], flows[slot].first == datagram.source ? .forward : .reverse)
  }

  /// Follows the flow of a datagram from now on, as connection `number`.
  ///
  /// - Returns: nil where too many flows are followed.
  public mutating func follow(_ datagram: UDPDatagram, channel: UInt32, number: Int) -> StreamConnection? {
    guard flows.count < limit else {
      refusedCount += 1
      return nil
    }
    var flow = StreamConnection(
      slot: flows.count, number: number, first: datagram.source, second: datagram.destination)
    // The way back is most likely the same one; nothing else depends on it.
    flow.forwardEncapsulation = datagram.encapsulation
    flow.reverseEncapsulation = datagram.encapsulation
    slotByKey[Key(flow: FlowKey(datagram.source, datagram.destination), channel: channel)] = flow.slot
    flows.append(flow)
    return flow
  }

  /// Every flow that was followed, in order of its first datagram.
  public var all: [StreamConnection] { flows }
}
