import SwiftASN1

extension FieldNode {
  /// The nodes in this one; nil for a primitive.
  var children: [FieldNode]? { parts.map { Array($0) } }

  /// The number of a context-specific tag.
  var contextTag: UInt? {
    identifier.tagClass == .contextSpecific ? identifier.tagNumber : nil
  }

  func octets(of identifier: ASN1Identifier) -> ArraySlice<UInt8>? {
    self.identifier == identifier ? octets : nil
  }

  /// The nodes of a SEQUENCE or SET, nil for everything else.
  func children(of identifier: ASN1Identifier) -> [FieldNode]? {
    self.identifier == identifier ? children : nil
  }

  /// Like ``children(of:)``, without an array of them.
  func parts(of identifier: ASN1Identifier) -> FieldNodes? {
    self.identifier == identifier ? parts : nil
  }

  /// A small INTEGER that is not negative.
  var smallInteger: Int? {
    guard let octets = octets(of: .integer), !octets.isEmpty, octets.count <= 7, octets.first ?? 0 < 0x80 else {
      return nil
    }
    return octets.reduce(0) { $0 << 8 | Int($1) }
  }

  /// A BOOLEAN; every value but zero is true in BER.
  var boolean: Bool? {
    guard let octets = octets(of: .boolean), octets.count == 1 else { return nil }
    return octets.first != 0
  }

  /// The bits of a BIT STRING as whole octets, without the octet that counts the unused ones.
  var bitStringOctets: ArraySlice<UInt8>? {
    guard let octets = octets(of: .bitString), let unused = octets.first, unused < 8, octets.count > 1 || unused == 0
    else { return nil }
    return octets.dropFirst()
  }

  /// An OBJECT IDENTIFIER in dotted text.
  var dottedIdentifier: String? {
    octets(of: .objectIdentifier).map { dottedText(ofObjectIdentifier: $0) }
  }
}
