/// Where in a certificate's bytes one extension is, its value not looked into.
///
///     Extension ::= SEQUENCE {                                                      -- RFC 5280, 4.1
///       extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
struct ExtensionPlace: Sendable {
  /// The content of the OBJECT IDENTIFIER.
  let identifier: Range<Int>
  let isCritical: Bool
  /// The content of the OCTET STRING, which is DER of a type that the identifier says.
  let value: Range<Int>

  /// The extensions in `[3] EXPLICIT SEQUENCE OF Extension`; one that cannot be read is noted and left out.
  static func list(_ explicit: Range<Int>, in der: [UInt8], defects: inout Defects) -> [ExtensionPlace] {
    let bytes = der.span
    guard let tagged = TLVHeader(in: bytes, explicit), let sequence = TLVHeader(in: bytes, tagged.content),
      sequence.identifier == TLV.sequence
    else {
      defects.note("extensions", "are no SEQUENCE")
      return []
    }
    defects.check(tagged, "extensions")
    defects.check(sequence, "extensions")
    if sequence.contentEnd < tagged.contentEnd {
      defects.note("extensions", "have \(tagged.contentEnd - sequence.contentEnd) bytes behind them")
    }
    var extensions: [ExtensionPlace] = []
    extensions.reserveCapacity(usual)
    var rest = sequence.content
    while !rest.isEmpty {
      guard extensions.count < most else {
        defects.note("extensions", "are more than \(most)")
        break
      }
      guard let next = TLVHeader(in: bytes, rest), !next.isCut else {
        defects.note("extensions", "are cut short")
        break
      }
      rest = next.contentEnd..<rest.upperBound
      let encoded = next.encoded
      let read = defects.read(encoded, of: der, "an extension") { view, defects in
        let read = ExtensionPlace(view, at: encoded.lowerBound)
        if read == nil { defects.note("an extension", "is no Extension") }
        return read
      }
      if let read { extensions.append(read) }
    }
    return extensions
  }

  private init?(_ view: FieldView, at start: Int) {
    // A longer form of an identifier is none in DER (X.690 8.19.2), and must not stand for an extension beside its own.
    guard var parts = view.parts(of: .sequence), let first = parts.next(),
      let octets = first.octets(of: .objectIdentifier), isWellFormed(objectIdentifier: octets),
      let identifier = first.octetRange, let second = parts.next()
    else { return nil }
    let content: Range<Int>?
    if let third = parts.next() {
      guard let critical = second.boolean, parts.isAtEnd else { return nil }
      isCritical = critical
      content = third.tag == .octetString ? third.octetRange : nil
    } else {
      isCritical = false
      content = second.tag == .octetString ? second.octetRange : nil
    }
    guard let content else { return nil }
    self.identifier = start + identifier.lowerBound..<start + identifier.upperBound
    value = start + content.lowerBound..<start + content.upperBound
  }

  /// Many times what real certificates have, and few enough not to cost memory.
  private static let most = 1000
  private static let usual = 12
}
