/// A Name, read so that whatever its attributes hold can be shown.
///
///     Name ::= CHOICE { rdnSequence  RDNSequence }                                  -- RFC 5280, 4.1.2.4
///     RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
///     AttributeTypeAndValue ::= SEQUENCE { type AttributeType, value AttributeValue }
struct DistinguishedName: ~Escapable {
  /// Where an attribute is in the name's bytes.
  private struct Place {
    let type: Range<Int>
    let value: NodePlace
    let startsRelativeName: Bool
  }

  private let view: FieldView
  /// In the order of the DER.
  private var places: [Place] = []

  /// Nil where `view` is no Name at all.
  @_lifetime(copy view)
  init?(_ view: FieldView) {
    self.view = view
    guard var relativeNames = view.parts(of: .sequence) else { return nil }
    places.reserveCapacity(usualAttributeCount)
    while let relativeName = relativeNames.next() {
      guard var attributes = relativeName.parts(of: .set) else { return nil }
      var startsRelativeName = true
      while let attribute = attributes.next() {
        guard var parts = attribute.parts(of: .sequence), let type = parts.next(), type.tag == .objectIdentifier,
          let typeRange = type.octetRange, let value = parts.next(), parts.isAtEnd
        else { return nil }
        places.append(Place(type: typeRange, value: value.place, startsRelativeName: startsRelativeName))
        startsRelativeName = false
      }
    }
  }

  /// Of its attributes, in the order of the DER.
  var indices: Range<Int> { places.indices }

  @_lifetime(copy self)
  func attribute(_ index: Int) -> NameAttribute {
    let place = places[index]
    return NameAttribute(type: view.bytes.extracting(place.type), value: view.view(at: place.value))
  }

  /// Of the attributes of one RDN, which stand together, the first.
  func startsRelativeName(_ index: Int) -> Bool { places[index].startsRelativeName }

  /// RFC 2253 text, byte for byte what `openssl x509 -nameopt RFC2253` prints: most specific RDN first,
  /// openssl's short names, everything but printable ASCII escaped.
  ///
  /// Where openssl gives up (a BMPString of odd length), the value is shown in hex like one of an unknown type.
  var rfc2253Text: String {
    var text: [UInt8] = []
    text.reserveCapacity(longestUsualName)
    for index in places.indices.reversed() {
      attribute(index).appendRFC2253Text(to: &text)
      guard index > 0 else { break }
      text.append(places[index].startsRelativeName ? UInt8(ascii: ",") : UInt8(ascii: "+"))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The last commonName (2.5.4.3) of the most specific RDN that has one, readable, not escaped.
  var commonName: String? {
    for index in places.indices.reversed() where attribute(index).isCommonName {
      return DirectoryString.readableText(attribute(index).value)
    }
    return nil
  }
}

private let longestUsualName = 256
private let usualAttributeCount = 8
