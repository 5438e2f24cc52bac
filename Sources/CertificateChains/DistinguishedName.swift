import SwiftASN1

/// A Name, read so that whatever its attributes hold can be shown.
///
///     Name ::= CHOICE { rdnSequence  RDNSequence }                                  -- RFC 5280, 4.1.2.4
///     RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
///     AttributeTypeAndValue ::= SEQUENCE { type AttributeType, value AttributeValue }
struct DistinguishedName {
  struct Attribute {
    /// The content of the OBJECT IDENTIFIER.
    var typeOctets: ArraySlice<UInt8>
    var value: FieldNode
    /// Of the attributes of one RDN, which stand together, the first.
    var startsRelativeName: Bool

    /// Dotted.
    var type: String { dottedText(ofObjectIdentifier: typeOctets) }
  }

  /// In the order of the DER.
  private(set) var attributes: [Attribute] = []

  /// Nil where `node` is no Name at all.
  init?(_ node: FieldNode) {
    guard let relativeNodes = node.parts(of: .sequence) else { return nil }
    attributes.reserveCapacity(usualAttributeCount)
    for relativeNode in relativeNodes {
      guard let attributeNodes = relativeNode.parts(of: .set) else { return nil }
      var startsRelativeName = true
      for attributeNode in attributeNodes {
        guard var parts = attributeNode.parts(of: .sequence), let type = parts.next()?.octets(of: .objectIdentifier),
          let value = parts.next(), parts.next() == nil
        else { return nil }
        attributes.append(Attribute(typeOctets: type, value: value, startsRelativeName: startsRelativeName))
        startsRelativeName = false
      }
    }
  }

  /// The attributes of each RDN.
  var relativeNames: [ArraySlice<Attribute>] {
    let starts = attributes.indices.filter { attributes[$0].startsRelativeName }
    return zip(starts, starts.dropFirst() + [attributes.endIndex]).map { attributes[$0..<$1] }
  }

  /// RFC 2253 text, byte for byte what `openssl x509 -nameopt RFC2253` prints: most specific RDN first,
  /// openssl's short names, everything but printable ASCII escaped.
  ///
  /// Where openssl gives up (a BMPString of odd length), the value is shown in hex like one of an unknown type.
  var rfc2253Text: String {
    var text: [UInt8] = []
    text.reserveCapacity(longestUsualName)
    for index in attributes.indices.reversed() {
      attributes[index].appendRFC2253Text(to: &text)
      guard index > 0 else { break }
      text.append(attributes[index].startsRelativeName ? UInt8(ascii: ",") : UInt8(ascii: "+"))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The last commonName (2.5.4.3) of the most specific RDN that has one, readable, not escaped.
  var commonName: String? {
    attributes.last { $0.isCommonName }.flatMap { DirectoryString($0.value)?.readableText }
  }
}

extension DistinguishedName.Attribute {
  /// { 2 5 4 3 }
  fileprivate var isCommonName: Bool { typeOctets.elementsEqual([0x55, 4, 3]) }

  /// As openssl has it; nil for a type that it does not know.
  var shortName: String? {
    // Nearly all are of id-at, { 2 5 4 }.
    if typeOctets.count == 3, typeOctets.starts(with: [0x55, 4]), let last = typeOctets.last, last < 0x80 {
      return shortNamesOfIDAT[Int(last)]
    }
    return attributeShortNames[type]
  }

  fileprivate func appendRFC2253Text(to text: inout [UInt8]) {
    let shortName = shortName
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
private let usualAttributeCount = 8
private let shortNamesOfIDAT = (0..<0x80).map { attributeShortNames["2.5.4.\($0)"] }
