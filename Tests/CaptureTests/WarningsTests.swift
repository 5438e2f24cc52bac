import Testing

@testable import Capture

@Suite struct WarningsTests {
  @Test func equalTroubleIsCounted() {
    var warnings = Warnings()
    warnings.record("a", packet: 3)
    warnings.record("b")
    warnings.record("a", packet: 9)
    #expect(warnings.lines == ["packet 3: a (2 times)", "b"])
  }

  @Test func noMoreThanTwentyAreKept() {
    var warnings = Warnings()
    for number in 0..<25 { warnings.record("\(number)") }
    #expect(warnings.lines.count == 21)
    #expect(warnings.lines.last == "and 5 more")
  }
}
