import SwiftASN1

/// Where in a field's bytes a node lies, in as little as can be: a field may hold a million nodes.
struct NodePlace: BitwiseCopyable, Sendable {
  /// Places are kept in 32 bits.
  static let longestField = Int(Int32.max)

  let tag: FieldTag
  let isConstructed: Bool
  private let first, last, content: Int32
  private var firstRow: Int32 = 0
  private var endRow: Int32 = 0

  /// Of identifier, length and content.
  var start: Int { Int(first) }
  var end: Int { Int(last) }
  /// Where the content begins; of no use in a constructed one that SwiftASN1 parsed.
  var contentStart: Int { Int(content) }
  /// Of a field that SwiftASN1 parsed: the rows of the nodes in this one, and of theirs. See ``rows(of:)``.
  var rows: Range<Int> { Int(firstRow)..<Int(endRow) }

  /// Of DER that ``endOfPlainDER(in:from:to:depth:)`` has checked, no longer than ``longestField``.
  init(ofChecked bytes: Span<UInt8>, at start: Int) {
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
    let identifier = bytes[start]
    tag = FieldTag(tagClass: identifier >> 6, number: UInt(identifier & 0x1f))
    isConstructed = identifier & constructedBit != 0
    first = Int32(start)
    content = Int32(position)
    last = Int32(position + length)
  }

  private init(_ node: ASN1Node, base: Int) {
    tag = FieldTag(node.identifier)
    first = Int32(node.encodedBytes.startIndex - base)
    last = Int32(node.encodedBytes.endIndex - base)
    switch node.content {
    case .constructed:
      isConstructed = true
      content = first
    case .primitive(let octets):
      isConstructed = false
      content = Int32(octets.startIndex - base)
    }
  }

  /// A tree of no more than ``longestField`` bytes as a table, each node followed by those in it; so a place in it can
  /// be told by numbers alone.
  static func rows(of root: ASN1Node) -> [NodePlace] {
    var table: [NodePlace] = []
    append(root, base: root.encodedBytes.startIndex, to: &table)
    return table
  }

  /// As deep as SwiftASN1 parses, which has a limit.
  private static func append(_ node: ASN1Node, base: Int, to table: inout [NodePlace]) {
    let row = table.count
    table.append(NodePlace(node, base: base))
    guard case .constructed(let nodes) = node.content else { return }
    for node in nodes { append(node, base: base, to: &table) }
    table[row].firstRow = Int32(row + 1)
    table[row].endRow = Int32(table.count)
  }
}

/// The end of the node at `start`; nil where it or a node in it is not DER as SwiftASN1 has it, or of a kind that
/// certificates do not have: a tag in several octets, a length in more than four.
func endOfPlainDER(in bytes: Span<UInt8>, from start: Int, to end: Int, depth: Int = 1) -> Int? {
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
    // Most are primitives with a length in one octet.
    if depth < greatestDepth, contentEnd - position >= 2, isPlainPrimitive(bytes[position]), bytes[position + 1] < 0x80,
      Int(bytes[position + 1]) <= contentEnd - position - 2
    {
      position += 2 + Int(bytes[position + 1])
      continue
    }
    guard let next = endOfPlainDER(in: bytes, from: position, to: contentEnd, depth: depth + 1) else { return nil }
    position = next
  }
  return contentEnd
}

/// Not constructed, of a tag in one octet, and not BER's end of contents.
private func isPlainPrimitive(_ identifier: UInt8) -> Bool {
  identifier & constructedBit == 0 && identifier & 0x1f != 0x1f && identifier != 0
}

private let constructedBit: UInt8 = 0x20
/// SwiftASN1's.
private let greatestDepth = 50
