import CertificateChains
import Extraction
import Packets

/// Counts the chains that are in the captures but not on the ports asked for.
public struct OtherPorts: Sendable {
  private var chainCounts: [UInt16: Int] = [:]

  public init() {}

  /// Counts a chain that no chosen port matches, under the server's port; where nobody knows the server, under the
  /// lower port, which is a server's more often. An empty Certificate message is no chain.
  public mutating func count(_ chain: ExtractedChain) {
    guard !chain.isEmpty else { return }
    chainCounts[chain.server?.port ?? min(chain.source.port, chain.destination.port), default: 0] += 1
  }

  public var isEmpty: Bool { chainCounts.isEmpty }

  /// The closing lines: the ports with their chains, and the command that gets them. Empty where there are none.
  /// - Parameters:
  ///   - ports: those asked for.
  ///   - command: the words of the command that takes any port, not quoted yet.
  public func closingLines(outside ports: PortSet, command: [String]) -> [String] {
    guard !isEmpty else { return [] }
    let sorted = chainCounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var parts = sorted.prefix(listedPortCount).map { "port \($0.key): \(counted($0.value, "chain"))" }
    if sorted.count > listedPortCount { parts.append(counted(sorted.count - listedPortCount, "more port")) }
    let total = chainCounts.values.reduce(0, +)
    let text = "\(counted(total, "chain")) outside \(ports.phrase) (\(parts.joined(separator: ", "))). To get "
    return [text + (total == 1 ? "it:" : "them:"), "  " + command.map(\.shellQuoted).joined(separator: " ")]
  }
}

extension PortSet {
  /// `port 7001`, `ports 5061,8443`, `any port`.
  package var phrase: String {
    guard let ranges else { return "any port" }
    return (ranges.count == 1 && ranges[0].count == 1 ? "port " : "ports ") + description
  }
}

private let listedPortCount = 12
