import SwiftASN1

/// One node of a field's tree: a tag with its octets, or with further nodes.
///
/// Most fields are sound DER. Their nodes are slices of the certificate's bytes, and no tree is built. SwiftASN1, which
/// builds one, parses the others: it tells the reasons for what is wrong, and reads BER.
struct FieldNode: Sendable {
  let identifier: ASN1Identifier
  /// Identifier, length and content.
  let encodedBytes: ArraySlice<UInt8>
  /// Where in ``encodedBytes`` the content begins, which is DER that was checked to its last node; of no use where
  /// there is a ``parsed`` one.
  private let contentStart: Int
  private let isConstructed: Bool
  /// As SwiftASN1 read it, of a node that is no sound DER.
  private let parsed: ASN1Node.Content?

  /// Nil unless `bytes` are one node in DER, of tag numbers and lengths as certificates have them.
  init?(plainDER bytes: ArraySlice<UInt8>) {
    guard endOfPlainDER(in: bytes.span, from: 0, to: bytes.count, depth: 1) == bytes.count else { return nil }
    self.init(firstOfChecked: bytes)
  }

  init(_ node: ASN1Node) {
    identifier = node.identifier
    encodedBytes = node.encodedBytes
    contentStart = encodedBytes.startIndex
    isConstructed = if case .constructed = node.content { true } else { false }
    parsed = node.content
  }

  /// Nil for what is not even BER.
  init?(ber bytes: ArraySlice<UInt8>) {
    if let node = FieldNode(plainDER: bytes) {
      self = node
    } else if let node = try? BER.parse(bytes) {
      self.init(node)
    } else {
      return nil
    }
  }

  fileprivate init(firstOfChecked bytes: ArraySlice<UInt8>) {
    let start = bytes.startIndex
    var position = start + 2
    var length = Int(bytes[start + 1])
    if length >= 0x80 {
      let lengthEnd = position + (length & 0x7f)
      length = 0
      while position < lengthEnd {
        length = length << 8 | Int(bytes[position])
        position += 1
      }
    }
    identifier = ASN1Identifier(tagWithNumber: UInt(bytes[start] & 0x1f), tagClass: tagClass(bytes[start]))
    encodedBytes = bytes[start..<position + length]
    contentStart = position
    isConstructed = bytes[start] & constructedBit != 0
    parsed = nil
  }

  /// The content octets of a primitive.
  var octets: ArraySlice<UInt8>? {
    guard !isConstructed else { return nil }
    if case .primitive(let octets) = parsed { return octets }
    return encodedBytes[contentStart...]
  }

  /// The nodes in this one, one after the other; nil for a primitive.
  var parts: FieldNodes? {
    guard isConstructed else { return nil }
    if case .constructed(let nodes) = parsed { return FieldNodes(parsed: nodes) }
    return FieldNodes(checked: encodedBytes[contentStart...])
  }
}

/// The nodes in a constructed one.
struct FieldNodes: Sequence, IteratorProtocol {
  /// DER of those that are still to come, which was checked.
  private var rest: ArraySlice<UInt8>
  /// In place of these, of a node that SwiftASN1 parsed.
  private var parsed: ASN1NodeCollection.Iterator?

  fileprivate init(checked rest: ArraySlice<UInt8>) {
    self.rest = rest
  }

  fileprivate init(parsed nodes: ASN1NodeCollection) {
    rest = []
    parsed = nodes.makeIterator()
  }

  mutating func next() -> FieldNode? {
    guard !rest.isEmpty else { return parsed?.next().map { FieldNode($0) } }
    let node = FieldNode(firstOfChecked: rest)
    rest = rest[node.encodedBytes.endIndex...]
    return node
  }
}

/// The end of the node at `start`; nil where it or a node in it is not DER as SwiftASN1 has it, or of a kind that
/// certificates do not have: a tag in several octets, a length in more than four.
private func endOfPlainDER(in bytes: Span<UInt8>, from start: Int, to end: Int, depth: Int) -> Int? {
  // Universal 0 is the tag of BER's end of contents.
  guard depth <= greatestDepth, end - start >= 2, bytes[start] & 0x1f != 0x1f, bytes[start] & ~constructedBit != 0
  else { return nil }
  var position = start + 2
  var length = Int(bytes[start + 1])
  if length >= 0x80 {
    let octetCount = length & 0x7f
    guard 1...4 ~= octetCount, octetCount <= end - position else { return nil }
    length = 0
    for _ in 0..<octetCount {
      length = length << 8 | Int(bytes[position])
      position += 1
    }
    guard length >= 0x80, length >> (8 * (octetCount - 1)) != 0 else { return nil }
  }
  guard length <= end - position else { return nil }
  let contentEnd = position + length
  if bytes[start] & constructedBit == 0 { return contentEnd }
  while position < contentEnd {
    guard let next = endOfPlainDER(in: bytes, from: position, to: contentEnd, depth: depth + 1) else { return nil }
    position = next
  }
  return contentEnd
}

private func tagClass(_ identifierOctet: UInt8) -> ASN1Identifier.TagClass {
  switch identifierOctet >> 6 {
  case 0: .universal
  case 1: .application
  case 2: .contextSpecific
  default: .private
  }
}

private let constructedBit: UInt8 = 0x20
/// SwiftASN1's.
private let greatestDepth = 50
