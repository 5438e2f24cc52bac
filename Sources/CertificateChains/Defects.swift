import SwiftASN1

/// What is wrong with a certificate's DER, gathered while its fields are read one by one.
struct Defects {
  private var texts: [String] = []

  mutating func note(_ field: String, _ reason: String) {
    // A hostile certificate may have a defect in each of thousands of extensions.
    guard texts.count < Self.kept else { return }
    texts.append("\(field) \(reason)")
  }

  /// All that was noted, in order; nil where nothing was.
  var text: String? { texts.isEmpty ? nil : texts.joined(separator: "; ") }

  /// Parses one field as DER, or, having noted that it is not, as BER: a person still wants to see its value.
  mutating func node(_ bytes: ArraySlice<UInt8>, _ field: String) -> ASN1Node? {
    guard bytes.count <= Self.largestField else {
      note(field, "is too large to be read (\(bytes.count) bytes)")
      return nil
    }
    do {
      return try DER.parse(bytes)
    } catch {
      note(field, Self.reason(error))
      return try? BER.parse(bytes)
    }
  }

  /// SwiftASN1 describes its errors with its own source lines; a user needs neither those nor its type names.
  private static func reason(_ error: any Error) -> String {
    switch (error as? ASN1Error)?.code {
    case .truncatedASN1Field: "is cut short"
    case .unsupportedFieldLength: "has a length that is not DER"
    default: "is not DER"
    }
  }

  private static let kept = 8
  /// SwiftASN1 takes about 50 times the bytes of the smallest nodes, so this bounds the memory of one field.
  private static let largestField = 2 << 20
}

extension ASN1Node {
  /// The nodes in this one; nil for a primitive.
  var children: [ASN1Node]? {
    guard case .constructed(let nodes) = content else { return nil }
    return Array(nodes)
  }

  /// The content octets of a primitive.
  var octets: ArraySlice<UInt8>? {
    guard case .primitive(let bytes) = content else { return nil }
    return bytes
  }

  /// The number of a context-specific tag.
  var contextTag: UInt? {
    identifier.tagClass == .contextSpecific ? identifier.tagNumber : nil
  }

  func octets(of identifier: ASN1Identifier) -> ArraySlice<UInt8>? {
    self.identifier == identifier ? octets : nil
  }

  /// The nodes of a SEQUENCE or SET, nil for everything else.
  func children(of identifier: ASN1Identifier) -> [ASN1Node]? {
    self.identifier == identifier ? children : nil
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
