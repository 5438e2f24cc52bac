import WireFormat

/// A GeneralName as text with its kind in front: "DNS:expe.example.com", "IP:2001:db8::1".
///
///     GeneralName ::= CHOICE {                                                      -- RFC 5280, 4.2.1.6
///       otherName [0] OtherName,             rfc822Name [1] IA5String,   dNSName [2] IA5String,
///       x400Address [3] ORAddress,           directoryName [4] Name,     ediPartyName [5] EDIPartyName,
///       uniformResourceIdentifier [6] IA5String,  iPAddress [7] OCTET STRING,  registeredID [8] OBJECT IDENTIFIER }
///
/// Control characters, non-ASCII bytes and backslashes in the text kinds are escaped as RFC 2253 has it in names
/// (`\00`), so that no certificate can smuggle them into output.
public struct GeneralName: Sendable, Equatable {
  /// The choice, by its tag's number.
  public enum Kind: UInt, Sendable {
    case otherName, rfc822Name, dNSName, x400Address, directoryName, ediPartyName, uniformResourceIdentifier, iPAddress,
      registeredID
  }

  public let kind: Kind
  public let text: String
  /// The content's octets, not escaped: of an IA5String, an address (and its mask in name constraints); DER of a
  /// directoryName's Name and of what has parts of its own.
  public let octets: [UInt8]

  init?(_ node: FieldNode) { self.init(node.view) }

  /// Nil for what is no GeneralName.
  init?(_ node: FieldView) {
    guard let kind = node.contextTag.flatMap(Kind.init), let text = Self.text(node) else { return nil }
    self.kind = kind
    self.text = text
    octets = Self.contentOctets(node, kind)
  }

  private static func contentOctets(_ node: FieldView, _ kind: Kind) -> [UInt8] {
    if let octets = node.octets { return [UInt8](copying: octets) }
    if kind == .directoryName, var parts = node.parts, let name = parts.next() {
      return [UInt8](copying: name.encodedBytes)
    }
    return [UInt8](copying: node.encodedBytes)
  }

  /// ``text`` alone.
  static func text(_ node: FieldView) -> String? {
    switch node.contextTag {
    case 0: return firstIdentifier(in: node).map { "othername:" + $0 }
    case 1: return escapedText(node, "email:")
    case 2: return escapedText(node, "DNS:")
    case 3: return "X400Name:#" + upperHex(node.encodedBytes)
    case 4:
      // The one tag that is explicit here, because Name is a CHOICE.
      guard var parts = node.parts, let only = parts.next(), parts.isAtEnd, let name = DistinguishedName(only) else {
        return nil
      }
      return "DirName:" + name.rfc2253Text
    case 5: return "EdiPartyName:#" + upperHex(node.encodedBytes)
    case 6: return escapedText(node, "URI:")
    case 7:
      guard let octets = node.octets else { return nil }
      return "IP:" + addressText([UInt8](copying: octets))
    case 8:
      guard let octets = node.octets else { return nil }
      return "RID:" + dottedText(ofObjectIdentifier: octets)
    default: return nil
    }
  }

  private static func firstIdentifier(in node: FieldView) -> String? {
    guard var parts = node.parts, let type = parts.next() else { return nil }
    return type.dottedIdentifier
  }

  /// A primitive's octets behind a word; see ``CertificateChains/escapedText(_:)``.
  private static func escapedText(_ node: FieldView, _ word: String) -> String? {
    guard let octets = node.octets else { return nil }
    let utf8 = word.utf8Span.span
    guard utf8.count + octets.count <= ShortText.capacity, standForThemselves(octets) else {
      return word + CertificateChains.escapedText([UInt8](copying: octets))
    }
    var text = ShortText()
    for index in utf8.indices { text.append(utf8[index]) }
    for index in octets.indices { text.append(octets[index]) }
    return text.text
  }

  private static func standForThemselves(_ octets: Span<UInt8>) -> Bool {
    for index in octets.indices {
      guard 0x20...0x7e ~= octets[index], octets[index] != UInt8(ascii: "\\") else { return false }
    }
    return true
  }
}

/// Printable ASCII as it is, a backslash doubled, everything else as `\` and two hex digits.
func escapedText(_ octets: some Collection<UInt8>) -> String {
  if octets.allSatisfy({ 0x20...0x7e ~= $0 && $0 != UInt8(ascii: "\\") }) {
    return String(decoding: octets, as: UTF8.self)
  }
  var text: [UInt8] = []
  for octet in octets {
    switch octet {
    case UInt8(ascii: "\\"):
      text.append(contentsOf: [octet, octet])
    case 0x20...0x7e:
      text.append(octet)
    default:
      text.append(UInt8(ascii: "\\"))
      text.append(contentsOf: upperHex(CollectionOfOne(octet)).utf8)
    }
  }
  return String(decoding: text, as: UTF8.self)
}
