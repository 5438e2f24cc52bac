import Packets

/// A hash of a flow's two endpoints, the same whichever of them sends.
struct FlowHash {
  /// Different in each process, so that a capture cannot be made for its collisions.
  private let seed = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

  @inline(__always)
  func callAsFunction(_ one: Endpoint, _ other: Endpoint) -> UInt32 {
    let sum = mixed(one) &+ mixed(other)
    let product = (sum ^ seed.1).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return UInt32(truncatingIfNeeded: product.high ^ product.low)
  }

  @inline(__always)
  private func mixed(_ endpoint: Endpoint) -> UInt64 {
    let high = endpoint.address.high ^ (UInt64(endpoint.port) << 48 | UInt64(endpoint.port)) ^ seed.1
    let product = (endpoint.address.low ^ seed.0).multipliedFullWidth(by: high | 1)
    return product.high ^ product.low &+ high
  }
}
