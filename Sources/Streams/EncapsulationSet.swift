import Packets

/// The few encapsulations that one connection's segments come in: one or two, or four where a mirror port shows
/// both sides of a router. What does not fit is told by its sequence numbers each time.
struct EncapsulationSet {
  private var members: InlineArray<4, EncapsulationID> = .init(repeating: .none)
  private var count: UInt8 = 0

  func contains(_ encapsulation: EncapsulationID) -> Bool {
    for index in 0..<Int(count) where members[index] == encapsulation { return true }
    return false
  }

  mutating func insert(_ encapsulation: EncapsulationID) {
    guard count < members.count else { return }
    members[Int(count)] = encapsulation
    count += 1
  }
}
