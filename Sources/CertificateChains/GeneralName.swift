import SwiftASN1

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

  /// Nil for what is no GeneralName.
  init?(_ node: FieldNode) {
    guard let kind = node.contextTag.flatMap(Kind.init) else { return nil }
    self.kind = kind
    octets = Array(
      node.octets ?? (kind == .directoryName ? node.children?.first : nil)?.encodedBytes ?? node.encodedBytes)
    switch node.contextTag {
    case 0:
      guard let type = node.children?.first?.dottedIdentifier else { return nil }
      text = "othername:" + type
    case 1:
      guard let octets = node.octets else { return nil }
      text = "email:" + escapedText(octets)
    case 2:
      guard let octets = node.octets else { return nil }
      text = "DNS:" + escapedText(octets)
    case 3:
      text = "X400Name:#" + upperHex(node.encodedBytes)
    case 4:
      // The one tag that is explicit here, because Name is a CHOICE.
      guard let children = node.children, children.count == 1, let name = DistinguishedName(children[0]) else {
        return nil
      }
      text = "DirName:" + name.rfc2253Text
    case 5:
      text = "EdiPartyName:#" + upperHex(node.encodedBytes)
    case 6:
      guard let octets = node.octets else { return nil }
      text = "URI:" + escapedText(octets)
    case 7:
      guard let octets = node.octets else { return nil }
      text = "IP:" + addressText(octets)
    case 8:
      guard let octets = node.octets else { return nil }
      text = "RID:" + dottedText(ofObjectIdentifier: octets)
    default:
      return nil
    }
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
