import Packets
import WireFormat

/// Gathers the findings of one capture for its report.
public struct CollectedFindings {
  private var chains: [ExtractedChain] = []
  private var connections: [ConnectionRecord] = []
  /// Few, so that chains need not be found again before all are there.
  private var refusals: [Refusal] = []

  public init() {}

  public mutating func add(_ finding: CaptureFinding) {
    switch finding {
    case .chain(let chain): chains.append(chain)
    case .refusal(let refusal): refusals.append(refusal)
    case .connection(let record): connections.append(record)
    }
  }

  /// In order of their packets: what was read behind a hole was known late. Chains of one packet stay in the order
  /// in which they were read.
  public mutating func move(into report: inout CaptureReport) {
    noteRefusals()
    // Nearly always they are.
    let packets = chains.map(\.packet)
    let isOrdered = zip(packets, packets.dropFirst()).allSatisfy { $0 <= $1 }
    report.chains =
      isOrdered
      ? chains
      : packets.indices.sorted { (packets[$0], $0) < (packets[$1], $1) }.map { chains[$0] }
    report.connections = connections.sorted {
      ($0.lastPacket.number, $0.connection) < ($1.lastPacket.number, $1.connection)
    }
  }

  /// Tells each chain by which alert it was refused.
  private mutating func noteRefusals() {
    guard !refusals.isEmpty else { return }
    let refusals = Dictionary(grouping: refusals, by: \.connection)
    for index in chains.indices {
      for refusal in refusals[chains[index].connection] ?? [] where refusal.source == chains[index].source {
        chains[index].change { $0.refusal = refusal.alert }
      }
    }
  }
}
