extension FieldView {
  var tag: FieldTag { place.tag }

  /// The number of a context-specific tag.
  var contextTag: UInt? { tag.tagClass == 2 ? tag.number : nil }

  @_lifetime(copy self)
  func octets(of tag: FieldTag) -> Span<UInt8>? {
    self.tag == tag ? octets : nil
  }

  /// The nodes of a SEQUENCE or SET, nil for everything else.
  @_lifetime(copy self)
  func parts(of tag: FieldTag) -> FieldParts? {
    self.tag == tag ? parts : nil
  }

  /// A small INTEGER that is not negative.
  var smallInteger: Int? {
    guard let octets = octets(of: .integer), 1...7 ~= octets.count, octets[0] < 0x80 else { return nil }
    var value = 0
    for index in octets.indices { value = value << 8 | Int(octets[index]) }
    return value
  }

  /// A BOOLEAN; every value but zero is true in BER.
  var boolean: Bool? {
    guard let octets = octets(of: .boolean), octets.count == 1 else { return nil }
    return octets[0] != 0
  }

  /// Where in ``bytes`` the bits of a BIT STRING are, as whole octets, without the octet that counts the unused ones.
  var bitStringRange: Range<Int>? {
    guard tag == .bitString, let range = octetRange, !range.isEmpty else { return nil }
    let unused = bytes[range.lowerBound]
    guard unused < 8, range.count > 1 || unused == 0 else { return nil }
    return range.lowerBound + 1..<range.upperBound
  }

  /// An OBJECT IDENTIFIER in dotted text.
  var dottedIdentifier: String? {
    guard let octets = octets(of: .objectIdentifier) else { return nil }
    return dottedText(ofObjectIdentifier: octets)
  }
}
