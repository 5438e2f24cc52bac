/// How a presented chain hangs together, judged by names, key identifiers and self-signatures alone, neither by dates
/// nor by trust. The raw value is the word in `tls.chain_status` of the NDJSON.
///
/// Where the links end is said by at most one of ``linkedToRoot``, ``rootNotSent``, ``missingIssuer`` and
/// ``selfSignedLeaf``; the other cases say what else is remarkable.
public enum ChainStatus: String, Sendable, CaseIterable {
  /// Element 1 is linked, each to the one behind it in the order sent, to a self-signed root that was sent as well.
  case linkedToRoot = "linked_to_root"
  /// Element 1 is linked to at least one issuer, and the last one's own issuer was not sent. That is most likely the
  /// root, which need not be sent; that it is a second missing intermediate cannot be told from the chain.
  case rootNotSent = "root_not_sent"
  /// An issuer was not sent, and it is not likely to be just the root: element 1 stands alone, or CA certificates were
  /// sent that would come behind the gap.
  case missingIssuer = "missing_issuer"
  /// The elements link, but not in the order in which they were sent.
  case outOfOrder = "out_of_order"
  /// An element has the same DER as an earlier one.
  case duplicate = "duplicate"
  /// An element links neither directly nor through others to the first one.
  case unrelated = "unrelated"
  /// An element is a second issuer of another (a cross-certificate, a renewed CA) and lies beside the linked path.
  case alternativeIssuer = "alternative_issuer"
  /// The certificate that links begin at is self-signed, so there is no chain to speak of.
  case selfSignedLeaf = "self_signed_leaf"
  /// An element's names cannot be read, so nothing can be said of its links.
  case unreadable = "unreadable"
  /// A Certificate message without certificates, as a client sends that has none.
  case empty = "empty"
}
