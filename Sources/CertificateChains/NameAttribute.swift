import WireFormat

/// An attribute of a ``DistinguishedName``.
struct NameAttribute: BitwiseCopyable, ~Escapable {
  /// The content of the OBJECT IDENTIFIER.
  private let typeOctets: Span<UInt8>
  let value: FieldView

  @_lifetime(copy type, copy value)
  init(type: Span<UInt8>, value: FieldView) {
    typeOctets = type
    self.value = value
  }

  /// Dotted.
  var type: String { dottedText(ofObjectIdentifier: typeOctets) }

  /// The last arc of a type of id-at, { 2 5 4 }, of which nearly all are.
  private var arcOfIDAT: Int? {
    guard typeOctets.count == 3, typeOctets[0] == 0x55, typeOctets[1] == 4, typeOctets[2] < 0x80 else { return nil }
    return Int(typeOctets[2])
  }

  /// { 2 5 4 3 }
  var isCommonName: Bool { arcOfIDAT == 3 }

  /// As openssl has it; nil for a type that it does not know.
  var shortName: String? {
    if let arc = arcOfIDAT { return shortNamesOfIDAT[arc] }
    return attributeShortNames[type]
  }

  func appendRFC2253Text(to text: inout [UInt8]) {
    let shortName = shortName
    if let shortName, let plain = DirectoryString.octets(withoutEscapes: value) {
      return append(shortName, plain, to: &text)
    }
    append(shortName ?? type, Span(), to: &text)
    if shortName != nil, let string = DirectoryString(value) { return string.appendRFC2253Text(to: &text) }
    // RFC 2253, 2.4: "an octothorpe followed by the hexadecimal representation of each of the bytes of the BER
    // encoding".
    text.append(UInt8(ascii: "#"))
    text.append(contentsOf: upperHex(value.encodedBytes).utf8)
  }

  private func append(_ name: String, _ value: Span<UInt8>, to text: inout [UInt8]) {
    let utf8 = name.utf8Span.span
    text.append(addingCapacity: utf8.count + 1 + value.count) { output in
      output.append(copying: utf8)
      output.append(UInt8(ascii: "="))
      output.append(copying: value)
    }
  }
}

private let shortNamesOfIDAT = (0..<0x80).map { attributeShortNames["2.5.4.\($0)"] }
