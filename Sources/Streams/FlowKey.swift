import Packets

/// The four-tuple without regard to direction.
struct FlowKey: Hashable {
  let low: Endpoint
  let high: Endpoint

  init(_ one: Endpoint, _ other: Endpoint) {
    if Self.isOrdered(one, other) {
      low = one
      high = other
    } else {
      low = other
      high = one
    }
  }

  private static func isOrdered(_ one: Endpoint, _ other: Endpoint) -> Bool {
    if one.port != other.port { return one.port < other.port }
    if one.address.low != other.address.low { return one.address.low < other.address.low }
    return one.address.high <= other.address.high
  }
}
