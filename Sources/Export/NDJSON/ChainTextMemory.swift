import CertificateChains

/// The JSON text of chains that were written, without what differs from one time to the next.
public struct ChainTextMemory {
  private struct Key: Hashable {
    var chain: PresentedChain.Identity
    var isComplete: Bool
  }

  private struct Entry {
    /// Kept alive, so that its identity stays its own.
    var chain: PresentedChain
    var text: [UInt8]
  }

  private var entries: [Key: Entry] = [:]
  private var byteCount = 0

  public init() {}

  /// The text of a chain, which `write` gives the first time.
  mutating func text(of chain: PresentedChain, isComplete: Bool, write: () -> [UInt8]) -> [UInt8] {
    // What is said of an empty one depends on why it is empty.
    guard !chain.elements.isEmpty else { return write() }
    let key = Key(chain: chain.identity, isComplete: isComplete)
    if let known = entries[key] { return known.text }
    let text = write()
    if byteCount > Self.byteLimit {
      entries.removeAll(keepingCapacity: true)
      byteCount = 0
    }
    byteCount += text.count
    entries[key] = Entry(chain: chain, text: text)
    return text
  }

  /// Some three thousand chains.
  private static let byteLimit = 8 << 20
}
