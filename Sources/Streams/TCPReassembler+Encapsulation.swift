import BasicContainers
import Packets

/// Which of the connections between the same two endpoints a segment belongs to.
///
/// Tunnels and VLANs carry networks that use the same addresses, so equal endpoints may be different connections.
/// Yet one connection may come in several encapsulations: a tag in one direction only, a tunnel with other
/// identifiers on the way back, the same packet mirrored at two places. So an encapsulation alone separates
/// nothing. A segment in one that its connection is known to use is the connection's; in any other, it is as long
/// as its numbers lie where that connection's are, and from then on that encapsulation is known. Numbers that lie
/// elsewhere are another connection's: they are chosen at random from 2^32 (RFC 9293, 3.4.1).
extension TCPReassembler {
  /// Nil where the segment belongs to none of them. Its encapsulation is known to be its connection's from now on.
  @inline(__always)
  mutating func slot(for segment: TCPSegment, from first: Int) -> Int? {
    slotThatUsesEncapsulation(of: segment, from: first) ?? slotThatFits(segment, from: first)
  }

  @inline(never)
  private mutating func slotThatFits(_ segment: TCPSegment, from first: Int) -> Int? {
    guard let slot = slotWithNumbersNear(segment, from: first) else { return nil }
    table.slots[slot].encapsulations.insert(segment.encapsulation)
    return slot
  }

  @inline(__always)
  func slotThatUsesEncapsulation(of segment: TCPSegment, from first: Int) -> Int? {
    if table.slots[first].encapsulations.contains(segment.encapsulation) { return first }
    return find(from: table.slots[first].nextSlot) { table.slots[$0].encapsulations.contains(segment.encapsulation) }
  }

  func slotWithNumbersNear(_ segment: TCPSegment, from first: Int) -> Int? {
    find(from: first) { fits(segment, $0) }
  }

  private func find(from first: Int?, where holds: (Int) -> Bool) -> Int? {
    var candidate = first
    var steps = 0
    while let slot = candidate, steps < Self.stepLimit {
      if holds(slot) { return slot }
      candidate = table.slots[slot].nextSlot
      steps += 1
    }
    return nil
  }

  private func fits(_ segment: TCPSegment, _ slot: Int) -> Bool {
    let direction = table.direction(slot, from: segment.source)
    let one = place(slot, direction)
    if segment.flags.contains(.syn), let syn = table.directions[one].synSequence {
      return syn == segment.sequenceNumber
    }
    if let end = table.directions[one].lastSequenceEnd { return Self.isNear(end, segment.sequenceNumber) }
    guard segment.flags.contains(.ack), let end = table.directions[place(slot, direction.opposite)].lastSequenceEnd
    else { return true }
    return Self.isNear(end, segment.acknowledgmentNumber)
  }

  private static func isNear(_ one: UInt32, _ other: UInt32) -> Bool {
    abs(sequenceDistance(from: one, to: other)) < nearDistance
  }

  /// Connections between the same endpoints that are looked at: more are an attack.
  private static let stepLimit = 64
  /// More than what is under way at once, and so little that numbers of other connections are rarely in it.
  private static let nearDistance: Int64 = 1 << 22
}
