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
    var value: FieldNode
  }

  /// In the order of the DER, the attributes of one RDN together.
  var relativeNames: [[Attribute]] = []

  /// Nil where `node` is no Name at all.
  init?(_ node: FieldNode) {
    guard let relativeNodes = node.parts(of: .sequence) else { return nil }
    relativeNames.reserveCapacity(8)
    for relativeNode in relativeNodes {
      guard let attributeNodes = relativeNode.parts(of: .set) else { return nil }
      var attributes: [Attribute] = []
      for attributeNode in attributeNodes {
        guard var parts = attributeNode.parts(of: .sequence), let type = parts.next()?.dottedIdentifier,
          let value = parts.next(), parts.next() == nil
        else { return nil }
        attributes.append(Attribute(type: type, value: value))
      }
      relativeNames.append(attributes)
    }
  }

  /// RFC 2253 text, byte for byte what `openssl x509 -nameopt RFC2253` prints: most specific RDN first,
  /// openssl's short names, everything but printable ASCII escaped.
  ///
  /// Where openssl gives up (a BMPString of odd length), the value is shown in hex like one of an unknown type.
  var rfc2253Text: String {
    var text: [UInt8] = []
    text.reserveCapacity(longestUsualName)
    for (position, attributes) in relativeNames.reversed().enumerated() {
      if position > 0 { text.append(UInt8(ascii: ",")) }
      for (position, attribute) in attributes.reversed().enumerated() {
        if position > 0 { text.append(UInt8(ascii: "+")) }
        attribute.appendRFC2253Text(to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The last commonName (2.5.4.3), readable, not escaped.
  var commonName: String? {
    for attributes in relativeNames.reversed() {
      if let attribute = attributes.last(where: { $0.type == "2.5.4.3" }) {
        return DirectoryString(attribute.value)?.readableText
      }
    }
    return nil
  }
}

extension DistinguishedName.Attribute {
  fileprivate func appendRFC2253Text(to text: inout [UInt8]) {
    let shortName = attributeShortNames[type]
    text.append(contentsOf: (shortName ?? type).utf8)
    text.append(UInt8(ascii: "="))
    if shortName != nil, let string = DirectoryString(value) {
      string.appendRFC2253Text(to: &text)
    } else {
      // RFC 2253, 2.4: "an octothorpe followed by the hexadecimal representation of each of the bytes of the BER
      // encoding".
      text.append(UInt8(ascii: "#"))
      text.append(contentsOf: upperHex(value.encodedBytes).utf8)
    }
  }
}

private let longestUsualName = 256
