import Inputs
import Testing

@testable import Runs

/// What is kept back of captures that may be withdrawn.
@Suite struct HeldEventsTests {
  private func event(_ name: String, byteCount: Int = 1000) -> RunEvent {
    .problem(InputProblem(name: name, reason: String(repeating: "x", count: byteCount)))
  }

  private func names(_ events: [RunEvent]) -> [String] {
    events.map { event in
      if case .problem(let problem) = event { problem.name } else { "" }
    }
  }

  @Test func whatIsWithdrawnTakesNoRoom() {
    var held = HeldEvents()
    held.begin(provisional: 1)
    held.hold(event("a", byteCount: 1_000_000), of: 1)
    held.begin(provisional: 2)
    held.hold(event("b"), of: 2)
    held.hold(event("c"), of: 0)
    #expect(held.byteCount > 1_002_000)
    held.withdraw(1)
    #expect(2000..<4000 ~= held.byteCount)
    #expect(held.isHolding)
    held.withdraw(2)
    #expect(!held.isHolding)
    #expect(names(held.takeAll()) == ["c"])
    #expect(held.byteCount == 0)
  }

  @Test func whatIsHandedOverIsInItsOrder() {
    var held = HeldEvents()
    held.begin(provisional: 1)
    for (name, capture) in [("a", 1), ("b", 0), ("c", 2), ("d", 1)] { held.hold(event(name), of: capture) }
    #expect(names(held.takeAll()) == ["a", "b", "c", "d"])
    #expect(!held.isHolding && held.takeAll().isEmpty)
  }
}
