/// A chain exactly as its sender sent it: never reordered, completed or made free of duplicates.
public struct PresentedChain: Sendable {
  public var elements: [Certificate]

  public init(elements: [Certificate]) {
    self.elements = elements
  }
}

/// How a presented chain hangs together, judged by names, key identifiers and self-signatures alone.
/// The raw value is the word in `tls.chain_status` of the NDJSON.
public enum ChainStatus: String, Sendable, CaseIterable {
  /// Each element is issued by the next, the last is a self-signed root.
  case linkedToRoot = "linked_to_root"
  /// Each element is issued by the next; the last one's issuer is a root that was not sent, or an intermediate that is missing.
  case rootNotSent = "root_not_sent"
  /// The chain ends at, or breaks at, an element whose issuer was not sent, and it cannot be just the root that lacks.
  case missingIssuer = "missing_issuer"
  case outOfOrder = "out_of_order"
  case duplicate = "duplicate"
  case unrelated = "unrelated"
  case selfSignedLeaf = "self_signed_leaf"
  /// An element's DER cannot be read, so nothing can be said of its links.
  case unreadable = "unreadable"
  /// An empty Certificate message.
  case empty = "empty"
}
