/// One node of a field's tree, as ``FieldNode``, for who reads it and keeps nothing of it: numbers and borrowed bytes,
/// so that no reference is counted on the way through a certificate.
struct FieldView: BitwiseCopyable, ~Escapable {
  /// Of the whole field.
  let bytes: Span<UInt8>
  /// Empty where the field is DER that was checked; else SwiftASN1's tree.
  private let rows: Span<NodePlace>
  let place: NodePlace

  @_lifetime(copy bytes, copy rows)
  init(_ bytes: Span<UInt8>, rows: Span<NodePlace>, _ place: NodePlace) {
    self.bytes = bytes
    self.rows = rows
    self.place = place
  }

  /// Nil unless `bytes` are one node in DER, of tag numbers and lengths as certificates have them.
  @_lifetime(copy bytes)
  init?(plainDER bytes: Span<UInt8>) {
    guard bytes.count <= NodePlace.longestField,
      endOfPlainDER(in: bytes, from: 0, to: bytes.count) == bytes.count
    else { return nil }
    self.init(bytes, rows: Span(), NodePlace(ofChecked: bytes, at: 0))
  }

  /// The node at a place of this one's field.
  @_lifetime(copy self)
  func view(at place: NodePlace) -> FieldView { FieldView(bytes, rows: rows, place) }

  /// Identifier, length and content.
  var encodedBytes: Span<UInt8> {
    @_lifetime(copy self)
    get { bytes.extracting(place.start..<place.end) }
  }

  /// Where in ``bytes`` the content octets of a primitive are.
  var octetRange: Range<Int>? {
    place.isConstructed ? nil : place.contentStart..<place.end
  }

  /// The content octets of a primitive.
  var octets: Span<UInt8>? {
    @_lifetime(copy self)
    get { place.isConstructed ? nil : bytes.extracting(place.contentStart..<place.end) }
  }

  /// The nodes in this one, one after the other; nil for a primitive.
  var parts: FieldParts? {
    @_lifetime(copy self)
    get {
      guard place.isConstructed else { return nil }
      return FieldParts(bytes, rows, rows.isEmpty ? place.contentStart..<place.end : place.rows)
    }
  }
}

/// The nodes in a constructed one that are still to come.
struct FieldParts: BitwiseCopyable, ~Escapable {
  private let bytes: Span<UInt8>
  private let rows: Span<NodePlace>
  /// Of the bytes, or of the rows where there are any.
  private var position: Int
  private let end: Int

  @_lifetime(copy bytes, copy rows)
  fileprivate init(_ bytes: Span<UInt8>, _ rows: Span<NodePlace>, _ range: Range<Int>) {
    self.bytes = bytes
    self.rows = rows
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }

  @_lifetime(copy self)
  mutating func next() -> FieldView? {
    guard position < end else { return nil }
    let place: NodePlace
    if rows.isEmpty {
      place = NodePlace(ofChecked: bytes, at: position)
      position = place.end
    } else {
      place = rows[position]
      position = max(position + 1, place.rows.upperBound)
    }
    return FieldView(bytes, rows: rows, place)
  }
}
