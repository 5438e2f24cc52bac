import Packets
import WireFormat

/// Gathers the findings of one capture for its report.
public struct CollectedFindings {
  private struct SentBy: Hashable {
    var connection: Int
    var source: Endpoint
  }

  private var chains: [ExtractedChain] = []
  private var connections: [ConnectionRecord] = []
  private var placesBySender: [SentBy: [Int]] = [:]

  public init() {}

  public mutating func add(_ finding: CaptureFinding) {
    switch finding {
    case .chain(let chain):
      placesBySender[SentBy(connection: chain.connection, source: chain.source), default: []].append(chains.count)
      chains.append(chain)
    case .refusal(let refusal):
      for place in placesBySender[SentBy(connection: refusal.connection, source: refusal.source)] ?? [] {
        chains[place].change { $0.refusal = refusal.alert }
      }
    case .connection(let record):
      connections.append(record)
    }
  }

  /// In order of their packets: what was read behind a hole was known late. Chains of one packet stay in the order
  /// in which they were read.
  public func move(into report: inout CaptureReport) {
    report.chains = chains.enumerated()
      .sorted { ($0.element.packet, $0.offset) < ($1.element.packet, $1.offset) }
      .map(\.element)
    report.connections = connections.sorted {
      ($0.lastPacket.number, $0.connection) < ($1.lastPacket.number, $1.connection)
    }
  }
}
