import SwiftASN1

/// What is read as of a ``FieldView``, and may be kept.
extension FieldNode {
  /// The number of a context-specific tag.
  var contextTag: UInt? { view.contextTag }

  func octets(of identifier: ASN1Identifier) -> ArraySlice<UInt8>? {
    self.identifier == identifier ? octets : nil
  }

  /// The nodes of a SEQUENCE or SET, nil for everything else.
  func children(of identifier: ASN1Identifier) -> [FieldNode]? {
    self.identifier == identifier ? children : nil
  }

  /// A small INTEGER that is not negative.
  var smallInteger: Int? { view.smallInteger }

  /// The bits of a BIT STRING as whole octets, without the octet that counts the unused ones.
  var bitStringOctets: ArraySlice<UInt8>? { view.bitStringRange.map { slice($0) } }

  /// An OBJECT IDENTIFIER in dotted text.
  var dottedIdentifier: String? { view.dottedIdentifier }
}
