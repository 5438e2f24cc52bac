import Packets
import Testing

@testable import Extraction

@Suite struct PortSetTests {
  @Test(
    arguments: [
      ("7001", [7001...7001]), ("5061,8443", [5061...5061, 8443...8443]), ("7000-7010", [7000...7010]),
      ("1,3-4,65535", [1...1, 3...4, 65535...65535]),
    ] as [(String, [ClosedRange<UInt16>])])
  func ports(text: String, ranges: [ClosedRange<UInt16>]) {
    #expect(PortSet(text: text)?.ranges == ranges)
    #expect(PortSet(text: text)?.description == text)
  }

  @Test(arguments: ["", "x", "1,", ",1", "70000", "5-4", "1-2-3", "-1", "1 2", "any,1"])
  func noPorts(text: String) {
    #expect(PortSet(text: text) == nil)
  }

  @Test func aUnionHoldsThePortsOfAll() throws {
    let sets = try ["7001", "5061,8443"].map { try #require(PortSet(text: $0)) }
    #expect(PortSet(union: sets).description == "7001,5061,8443")
    #expect(PortSet(union: sets + [.any]) == .any)
  }

  @Test func aConnectionMatchesByEitherEnd() throws {
    let set = try #require(PortSet(text: "7001,8000-8010"))
    let low = Endpoint(address: IPAddress(v4: 1), port: 8005)
    let other = Endpoint(address: IPAddress(v4: 2), port: 9)
    #expect(set.matches(low, other))
    #expect(set.matches(other, low))
    #expect(!set.matches(other, other))
    #expect(PortSet.any.matches(other, other))
  }
}
