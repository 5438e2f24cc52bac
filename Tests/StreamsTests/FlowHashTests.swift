import Packets
import Testing

@testable import Streams

@Suite struct FlowHashTests {
  private func endpoint(_ number: Int) -> Endpoint {
    let address =
      number % 3 == 0 ? IPAddress(v6High: UInt64(number), low: 1) : IPAddress(v4: 0x0a00_0000 | UInt32(number))
    return Endpoint(address: address, port: UInt16(truncatingIfNeeded: number &* 31))
  }

  @Test func theSameForBothDirections() {
    let hash = FlowHash()
    for number in 0..<100 {
      let (one, other) = (endpoint(number), endpoint(number + 7))
      #expect(hash(one, other) == hash(other, one))
    }
  }
}
