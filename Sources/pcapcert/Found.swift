import Export
import Extraction

/// What was found in one capture on the ports wanted.
struct Found {
  var hasChain = false
  /// Certificate messages by which a side said that it has no certificate.
  var emptyMessageCount = 0
  var kept = CollectedFindings()

  /// - Returns: whether the finding is on the ports wanted.
  mutating func count(_ finding: CaptureFinding, _ ports: PortSet, _ otherPorts: inout OtherPorts) -> Bool {
    switch finding {
    case .chain(let chain):
      guard ports.matches(chain.source, chain.destination) else {
        otherPorts.count(chain)
        return false
      }
      if !chain.isEmpty { hasChain = true }
      if chain.isEmptyMessage { emptyMessageCount += 1 }
      return true
    case .refusal: return true
    case .connection(let record): return ports.matches(record.source, record.destination)
    }
  }
}
