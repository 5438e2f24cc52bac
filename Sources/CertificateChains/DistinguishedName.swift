import SwiftASN1

/// A Name, read so that whatever its attributes hold can be shown.
///
///     Name ::= CHOICE { rdnSequence  RDNSequence }                                  -- RFC 5280, 4.1.2.4
///     RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
///     AttributeTypeAndValue ::= SEQUENCE { type AttributeType, value AttributeValue }
struct DistinguishedName {
  struct Attribute {
    /// Dotted.
    var type: String
    var value: ASN1Node
  }

  /// In the order of the DER, the attributes of one RDN together.
  var relativeNames: [[Attribute]] = []

  /// Nil where `node` is no Name at all.
  init?(_ node: ASN1Node) {
    guard let relativeNodes = node.children(of: .sequence) else { return nil }
    for relativeNode in relativeNodes {
      guard let attributeNodes = relativeNode.children(of: .set) else { return nil }
      var attributes: [Attribute] = []
      for attributeNode in attributeNodes {
        guard let parts = attributeNode.children(of: .sequence), parts.count == 2,
          let type = parts[0].dottedIdentifier
        else { return nil }
        attributes.append(Attribute(type: type, value: parts[1]))
      }
      relativeNames.append(attributes)
    }
  }

  /// RFC 2253 text, byte for byte what `openssl x509 -nameopt RFC2253` prints: most specific RDN first,
  /// openssl's short names, everything but printable ASCII escaped.
  ///
  /// Where openssl gives up (a BMPString of odd length), the value is shown in hex like one of an unknown type.
  var rfc2253Text: String {
    relativeNames.reversed()
      .map { $0.reversed().map(\.rfc2253Text).joined(separator: "+") }
      .joined(separator: ",")
  }

  /// The last commonName (2.5.4.3), readable, not escaped.
  var commonName: String? {
    relativeNames.joined().last { $0.type == "2.5.4.3" }.flatMap { DirectoryString($0.value)?.readableText }
  }
}

extension DistinguishedName.Attribute {
  var rfc2253Text: String {
    guard let shortName = attributeShortNames[type] else { return type + "=" + hexValue }
    return shortName + "=" + (DirectoryString(value)?.rfc2253Text ?? hexValue)
  }

  /// RFC 2253, 2.4: "an octothorpe followed by the hexadecimal representation of each of the bytes of the BER encoding".
  private var hexValue: String { "#" + upperHex(value.encodedBytes) }
}
