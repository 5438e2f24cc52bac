import CertificateChains
import TLSHandshake

/// The Certificate messages that one connection sent, to tell another one from the same one again; and of those that
/// are not settled, what is known.
struct SentMessages {
  struct Identity {
    var sender: Sender
    var isComplete: Bool
    var chain: PresentedChain
    var rawPublicKey: [UInt8]?

    var isEmpty: Bool { chain.isEmpty && rawPublicKey == nil }

    fileprivate func isSame(as other: Identity) -> Bool {
      sender == other.sender && isComplete == other.isComplete && rawPublicKey == other.rawPublicKey
        && (chain.identity == other.chain.identity || holdsSameBytes(as: other))
    }

    /// As it may be with elements that ``CertificateStore`` made before and after it began anew.
    private func holdsSameBytes(as other: Identity) -> Bool {
      chain.elements.elementsEqual(other.chain.elements) { $0 === $1 || $0.der == $1.der }
    }
  }

  private struct Entry {
    var identity: Identity
    /// Nil once it is settled.
    var pending: ExtractedChain?
  }

  private var entries: [Entry] = []
  private var pendingCount = 0

  var count: Int { entries.count }
  /// Some are not settled.
  var isPending: Bool { pendingCount > 0 }
  /// How many were chains; an empty Certificate message is none.
  var chainCount: Int { entries.indices.count { !entries[$0].identity.isEmpty } }

  func holds(_ identity: Identity) -> Bool { entries.indices.contains { entries[$0].identity.isSame(as: identity) } }

  func hasAny(of sender: Sender) -> Bool { entries.indices.contains { entries[$0].identity.sender == sender } }

  mutating func append(_ identity: Identity, _ chain: ExtractedChain) {
    entries.append(Entry(identity: identity, pending: chain))
    pendingCount += 1
  }

  /// Changes the sender's last message, unless it is settled.
  mutating func changeLast(of sender: Sender, _ body: (inout ChainContent) -> Void) {
    guard isPending, let index = entries.lastIndex(where: { $0.identity.sender == sender }) else { return }
    entries[index].pending?.change(body)
  }

  /// Settles what is not, all or one sender's, in the order in which it was sent.
  mutating func settle(_ sender: Sender? = nil, by facts: HandshakeFacts, _ body: (ExtractedChain) -> Void) {
    for index in entries.indices {
      let origin = entries[index].identity.sender
      guard sender == nil || sender == origin, var chain = entries[index].pending.take() else { continue }
      pendingCount -= 1
      chain.complete(with: facts, sender: origin)
      body(chain)
    }
  }

  /// Another connection begins in this one's place.
  mutating func restart() {
    entries.removeAll(keepingCapacity: true)
    pendingCount = 0
  }
}
