import CertificateChains
import Extraction
import WireFormat

/// Equal chains of one role, wherever they were seen: a capture holds the same chain in many connections.
public struct ChainGroup: Sendable {
  /// One of them; its origin is that of the first.
  public var chain: InputChain
  /// All of them, in the order of the inputs.
  public var origins: [ChainOrigin]

  public init(chain: InputChain, origins: [ChainOrigin]) {
    self.chain = chain
    self.origins = origins
  }

  /// Puts equal chains together, in the order in which each was first seen.
  public static func groups(of chains: [InputChain]) -> [ChainGroup] {
    var places: [Key: Int] = [:]
    var groups: [ChainGroup] = []
    for chain in chains {
      let key = Key(chain)
      if let place = places[key] {
        groups[place].origins.append(chain.origin)
      } else {
        places[key] = groups.count
        groups.append(ChainGroup(chain: chain, origins: [chain.origin]))
      }
    }
    return groups
  }

  /// The group cut into those that were sent before, between and after some times, so that what depends on the time is
  /// the same within each.
  /// - Parameter moments: in seconds since 1970-01-01 UTC, ascending.
  public func cut(at moments: [Int64]) -> [ChainGroup] {
    var periods: [Int?] = []
    var cut: [Int?: ChainGroup] = [:]
    for origin in origins {
      // Nil where the packet has no time.
      let period = origin.timestamp.map { timestamp in
        moments.partitioningIndex { $0 > timestamp.secondsSinceEpoch }
      }
      if cut[period] == nil {
        periods.append(period)
        var part = ChainGroup(chain: chain, origins: [])
        part.chain.origin = origin
        cut[period] = part
      }
      cut[period]?.origins.append(origin)
    }
    return periods.compactMap { cut[$0] }
  }

  private struct Key: Hashable {
    var elements: [String]
    var role: Role
    var serverName: String?
    var refusal: String?
    var isComplete: Bool
    var isOrdered: Bool

    init(_ chain: InputChain) {
      elements = chain.elements.map(\.sha256)
      role = chain.origin.role
      serverName = chain.origin.serverName
      refusal = chain.origin.refusal
      isComplete = chain.isComplete
      isOrdered = chain.isOrdered
    }
  }
}
