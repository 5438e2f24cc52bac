import CertificateChains
import Extraction

/// What an engineer reads of one capture: per connection who spoke, then the chains that were sent.
public struct TextSummary {
  public let style: TextStyle

  public init(style: TextStyle) {
    self.style = style
  }

  /// The text for `chains` of one capture, each line ended; empty without chains.
  ///
  /// A chain that was printed before is not spelled out again, but its connection is, and what
  /// depends on the time of the connection.
  /// - Parameter chains: those to print, in order of their packets.
  public func text(of chains: [ExtractedChain], name: String) -> String {
    guard !chains.isEmpty else { return "" }
    var printed = PrintedChains()
    let connections = grouped(chains)
    let certificates = chains.reduce(0) { $0 + $1.chain.elements.count }
    var lines = wrapped(
      [
        "\(name.printable): ", "\(counted(chains.count { !$0.isEmpty }, "chain")) in ",
        "\(counted(connections.count, "connection")), ", counted(certificates, "certificate"),
      ], width: textWidth
    ).map { style(.heading, $0) }
    for connection in connections {
      lines += ["", rule]
      lines += ConnectionSection(chains: connection, style: style).lines(printed: &printed)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The chains of each connection, in order of its first chain.
  private func grouped(_ chains: [ExtractedChain]) -> [[ExtractedChain]] {
    var order: [Int] = []
    var groups: [Int: [ExtractedChain]] = [:]
    for chain in chains {
      if groups[chain.connection] == nil { order.append(chain.connection) }
      groups[chain.connection, default: []].append(chain)
    }
    return order.compactMap { groups[$0] }
  }

  private var rule: String { style(.label, String(repeating: "-", count: textWidth)) }
}
