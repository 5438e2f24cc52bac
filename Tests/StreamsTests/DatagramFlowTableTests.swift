import TestSupport
import Testing

@testable import Packets
@testable import Streams

@Suite struct DatagramFlowTableTests {
  static func datagram(_ client: UInt16, reverse: Bool = false, in encapsulation: UInt32 = 0) -> UDPDatagram {
    let one = Endpoint(address: IPAddress(v4: 1), port: client)
    let other = Endpoint(address: IPAddress(v4: 2), port: 5246)
    return UDPDatagram(
      source: reverse ? other : one, destination: reverse ? one : other, payloadByteCount: 0,
      encapsulation: EncapsulationID(rawValue: encapsulation))
  }

  private func slots(_ table: borrowing DatagramFlowTable, _ datagram: UDPDatagram) -> [Int] {
    var slots: [Int] = []
    var next = table.firstSlot(for: datagram, channel: 0)
    while let slot = next {
      slots.append(slot)
      next = table.nextSlot(after: slot)
    }
    return slots
  }

  @Test func aFlowHasTwoDirections() {
    var table = DatagramFlowTable(limit: 10)
    let slot = table.insert(Self.datagram(1, in: 5), channel: 0, number: 3)
    let flow = table.note(Self.datagram(1, in: 5), slot: slot)
    #expect(flow.number == 3)
    #expect(flow.first.port == 1)
    let found = table.firstSlot(for: Self.datagram(1, reverse: true), channel: 0)
    #expect(found == slot)
    let elsewhere = table.firstSlot(for: Self.datagram(1), channel: 7)
    #expect(elsewhere == nil)
    var isKnown = table.uses(EncapsulationID(rawValue: 6), slot: slot)
    #expect(!isKnown)
    let answered = table.note(Self.datagram(1, reverse: true, in: 6), slot: slot)
    #expect(answered.encapsulation(of: .forward) == EncapsulationID(rawValue: 5))
    #expect(answered.encapsulation(of: .reverse) == EncapsulationID(rawValue: 6))
    isKnown = table.uses(EncapsulationID(rawValue: 6), slot: slot)
    #expect(isKnown)
  }

  @Test func aRenewedFlowKeepsItsEncapsulations() {
    var table = DatagramFlowTable(limit: 10)
    let slot = table.insert(Self.datagram(1, in: 5), channel: 0, number: 1)
    _ = table.note(Self.datagram(1, reverse: true, in: 6), slot: slot)
    table.renew(slot, with: Self.datagram(1, reverse: true, in: 6), number: 2)
    let renewed = table[slot]
    #expect(renewed.number == 2)
    #expect(renewed.first.port == 5246)
    #expect(renewed.encapsulation(of: .forward) == EncapsulationID(rawValue: 6))
    let flow = table.note(Self.datagram(1, in: 5), slot: slot)
    #expect(flow.encapsulation(of: .reverse) == EncapsulationID(rawValue: 5))
  }

  /// Flows put in, used and taken out at random, against a list of them.
  @Test func randomUse() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var table = DatagramFlowTable(limit: 12)
    // Oldest first.
    var model: [(slot: Int, client: UInt16, number: Int)] = []
    for number in 1...3000 {
      let client = UInt16.random(in: 1...5, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0:
        if table.isFull {
          let flow = table.longestIdle
          #expect(flow?.number == model[0].number, "seed \(seed)")
          table.remove(model.removeFirst().slot)
        }
        model.append((table.insert(Self.datagram(client), channel: 0, number: number), client, number))
      case 1 where !model.isEmpty:
        table.remove(model.remove(at: .random(in: 0..<model.count, using: &generator)).slot)
      case _ where !model.isEmpty:
        let used = model.remove(at: .random(in: 0..<model.count, using: &generator))
        model.append(used)
        let flow = table.note(Self.datagram(used.client), slot: used.slot)
        #expect(flow.number == used.number, "seed \(seed)")
      default: break
      }
      let longestIdle = table.longestIdle?.number
      #expect(longestIdle == model.first?.number, "seed \(seed)")
      let found = slots(table, Self.datagram(client, reverse: true))
      #expect(found == model.filter { $0.client == client }.reversed().map(\.slot), "seed \(seed)")
    }
  }
}
