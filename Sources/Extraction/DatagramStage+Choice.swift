import Packets
import Streams
import TLSHandshake
import WireFormat

/// Which association a datagram belongs to, where there may be several between the same endpoints.
///
/// Ports are used again, and tunnels and VLANs carry networks that use the same addresses. A ClientHello's random
/// tells handshakes apart. Whether one that was not met before takes the place of an association or stands beside it,
/// the encapsulation says: an association has its own, and learns more of them, because one may come in several: a tag
/// in one direction only, the same packet mirrored at two places. Whatever holds no hello goes by the encapsulation.
extension DatagramStage {
  enum Choice: Equatable {
    case known(Int)
    /// The slot's association is over, and another one begins in its place.
    case renewed(Int)
    case new
    /// It belongs to none.
    case stray
  }

  func choose(_ datagram: UDPDatagram, _ channel: UInt32, _ opening: DTLSOpening?, at time: Timestamp?) -> Choice {
    guard let first = table.firstSlot(for: datagram, channel: channel) else { return opening == nil ? .stray : .new }
    if let opening, let random = opening.clientRandom {
      return choose(datagram, hello: opening, random, from: first, at: time)
    }
    if let opening, opening.holdsAnswer, let choice = choose(datagram, answer: opening, from: first, at: time) {
      return choice
    }
    let slot =
      find(from: first) { table.uses(datagram.encapsulation, slot: $0) }
      ?? find(from: first) { !hasSent(datagram, $0) }
    return .known(slot ?? first)
  }

  /// For a ClientHello.
  private func choose(
    _ datagram: UDPDatagram, hello: DTLSOpening, _ random: HandshakeRandom, from first: Int, at time: Timestamp?
  ) -> Choice {
    if let slot = find(from: first, where: { associations[$0].clientRandoms.contains(random) }) { return .known(slot) }
    let isLate = find(from: first) { associations[$0].isLate(time) { $0.clientRandoms.contains(random) } } != nil
    if isLate { return .stray }
    if let slot = find(from: first, where: { table.uses(datagram.encapsulation, slot: $0) }) {
      return mayHold(hello, datagram, slot) ? .known(slot) : .renewed(slot)
    }
    if let slot = find(from: first, where: { !hasSent(datagram, $0) && mayHold(hello, datagram, $0) }) {
      return .known(slot)
    }
    var last = first
    var count = 1
    while let next = table.nextSlot(after: last) {
      last = next
      count += 1
    }
    return count < Self.associationLimit ? .new : .renewed(last)
  }

  /// For what answers a ClientHello; nil where no association waits for it.
  private func choose(_ datagram: UDPDatagram, answer: DTLSOpening, from first: Int, at time: Timestamp?) -> Choice? {
    if let random = answer.serverRandom,
      let slot = find(from: first, where: { associations[$0].serverRandom == random })
    {
      return .known(slot)
    }
    let waiting =
      find(from: first) { isOpen($0) && table.uses(datagram.encapsulation, slot: $0) }
      ?? find(from: first) { isOpen($0) && !hasSent(datagram, $0) }
      ?? find(from: first) { isOpen($0) }
    if let waiting { return .known(waiting) }
    guard let random = answer.serverRandom else { return nil }
    let isLate = find(from: first) { associations[$0].isLate(time) { $0.serverRandom == random } } != nil
    return isLate ? .stray : nil
  }

  /// No ServerHello was seen.
  private func isOpen(_ slot: Int) -> Bool { associations[slot].serverRandom == nil }

  private func hasSent(_ datagram: UDPDatagram, _ slot: Int) -> Bool {
    associations[slot].hasSent(table[slot].direction(from: datagram.source))
  }

  private func mayHold(_ hello: DTLSOpening, _ datagram: UDPDatagram, _ slot: Int) -> Bool {
    associations[slot].mayHold(hello, from: table[slot].direction(from: datagram.source))
  }

  /// The first that holds, from the one used last on.
  private func find(from first: Int, where holds: (Int) -> Bool) -> Int? {
    var next: Int? = first
    while let slot = next {
      if holds(slot) { return slot }
      next = table.nextSlot(after: slot)
    }
    return nil
  }

  /// Associations between the same endpoints at once: more are an attack.
  private static let associationLimit = 16
}
