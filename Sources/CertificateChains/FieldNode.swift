import SwiftASN1

/// One node of a field's tree: a tag with its octets, or with further nodes.
///
/// Most fields are sound DER. Their nodes are slices of the certificate's bytes, and no tree is built. SwiftASN1, which
/// builds one, parses the others: it tells the reasons for what is wrong, and reads BER.
struct FieldNode: Sendable {
  /// Of the whole field.
  private let bytes: ArraySlice<UInt8>
  /// Empty where the field is DER that was checked to its last node; else SwiftASN1's tree.
  private let rows: [NodePlace]
  private let place: NodePlace

  /// Nil unless `bytes` are one node in DER, of tag numbers and lengths as certificates have them.
  init?(plainDER bytes: ArraySlice<UInt8>) {
    let span = bytes.span
    guard span.count <= NodePlace.longestField, endOfPlainDER(in: span, from: 0, to: span.count) == span.count else {
      return nil
    }
    place = NodePlace(ofChecked: span, at: 0)
    rows = []
    self.bytes = bytes
  }

  /// - Parameter node: of no more than ``NodePlace/longestField`` bytes.
  init(_ node: ASN1Node) {
    bytes = node.encodedBytes
    rows = NodePlace.rows(of: node)
    place = rows[0]
  }

  /// Nil for what is not even BER.
  init?(ber bytes: ArraySlice<UInt8>) {
    if let node = FieldNode(plainDER: bytes) {
      self = node
    } else if bytes.count <= NodePlace.longestField, let node = try? BER.parse(bytes) {
      self.init(node)
    } else {
      return nil
    }
  }

  fileprivate init(_ bytes: ArraySlice<UInt8>, _ rows: [NodePlace], _ place: NodePlace) {
    self.bytes = bytes
    self.rows = rows
    self.place = place
  }

  var view: FieldView {
    @_lifetime(borrow self)
    get { FieldView(bytes.span, rows: rows.span, place) }
  }

  /// The node at a place of this field, which a view of it found.
  func node(at place: NodePlace) -> FieldNode { FieldNode(bytes, rows, place) }

  /// Bytes of this field, where a view of it found them.
  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[bytes.startIndex + range.lowerBound..<bytes.startIndex + range.upperBound]
  }

  var identifier: ASN1Identifier { place.tag.identifier }

  /// Identifier, length and content.
  var encodedBytes: ArraySlice<UInt8> { slice(place.start..<place.end) }

  /// The content octets of a primitive.
  var octets: ArraySlice<UInt8>? { view.octetRange.map { slice($0) } }

  /// The nodes in this one; nil for a primitive.
  var children: [FieldNode]? {
    guard var parts = view.parts else { return nil }
    var nodes: [FieldNode] = []
    while let part = parts.next() { nodes.append(node(at: part.place)) }
    return nodes
  }
}
