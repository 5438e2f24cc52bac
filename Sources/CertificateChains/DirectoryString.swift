import WireFormat

/// The characters of an ASN.1 string of a type that names hold.
struct DirectoryString {
  /// In UTF-8, or what the certificate claims to be UTF-8.
  var utf8: ArraySlice<UInt8>
  /// The offset at which the last character begins: the escapes of RFC 2253 differ at the ends.
  private var lastCharacterOffset: Int

  /// Nil for other types, and where the octets are no string of their type.
  init?(_ node: FieldView) {
    guard let span = node.octets else { return nil }
    let octets = [UInt8](copying: span)[...]
    switch node.tag {
    case .utf8String:
      // As openssl does: what is not UTF-8 is shown byte for byte.
      self.init(utf8: octets, lastCharacterOffset: octets.count - 1)
    case .numericString, .printableString, .teletexString, .ia5String, .visibleString, .utcTime, .generalizedTime:
      // TeletexString is taken for Latin-1 by everybody, openssl included.
      if octets.allSatisfy({ $0 < 0x80 }) {
        self.init(utf8: octets, lastCharacterOffset: octets.count - 1)
      } else {
        self.init(scalars: octets.map { Unicode.Scalar($0) })
      }
    case .bmpString:
      self.init(octets, octetsPerCharacter: 2)
    case .universalString:
      self.init(octets, octetsPerCharacter: 4)
    default:
      return nil
    }
  }

  private init(utf8: ArraySlice<UInt8>, lastCharacterOffset: Int) {
    self.utf8 = utf8
    self.lastCharacterOffset = lastCharacterOffset
  }

  private init(scalars: [Unicode.Scalar]) {
    utf8 = []
    utf8.reserveCapacity(scalars.count)
    lastCharacterOffset = -1
    for scalar in scalars {
      lastCharacterOffset = utf8.count
      utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// BMPString and UniversalString: each character is one big-endian integer.
  private init?(_ octets: ArraySlice<UInt8>, octetsPerCharacter: Int) {
    guard octets.count.isMultiple(of: octetsPerCharacter) else { return nil }
    var scalars: [Unicode.Scalar] = []
    var value: UInt32 = 0
    for (offset, octet) in octets.enumerated() {
      value = value << 8 | UInt32(octet)
      guard (offset + 1).isMultiple(of: octetsPerCharacter) else { continue }
      guard let scalar = Unicode.Scalar(value) else { return nil }
      scalars.append(scalar)
      value = 0
    }
    self.init(scalars: scalars)
  }

  /// Unescaped; what is not UTF-8 is replaced.
  var readableText: String { String(decoding: utf8, as: UTF8.self) }

  /// The octets of what most names hold: a string whose characters are one octet each, or UTF-8.
  @_lifetime(copy node)
  private static func octets(ofPlain node: FieldView) -> Span<UInt8>? {
    switch node.tag {
    case .utf8String, .numericString, .printableString, .teletexString, .ia5String, .visibleString: node.octets
    default: nil
    }
  }

  /// ``readableText`` of a node; nil where that is none of these strings.
  static func readableText(_ node: FieldView) -> String? {
    if let octets = octets(ofPlain: node), isASCII(octets), let utf8 = try? UTF8Span(validating: octets) {
      return String(copying: utf8)
    }
    return DirectoryString(node)?.readableText
  }

  private static func isASCII(_ octets: Span<UInt8>) -> Bool {
    for index in octets.indices where octets[index] >= 0x80 { return false }
    return true
  }

  /// All that ``appendRFC2253Text(to:)`` would append, of a string that needs no escapes; nil where it may need some.
  @_lifetime(copy node)
  static func octets(withoutEscapes node: FieldView) -> Span<UInt8>? {
    guard let octets = octets(ofPlain: node) else { return nil }
    let count = octets.count
    if count > 0 {
      guard octets[0] != UInt8(ascii: " "), octets[count - 1] != UInt8(ascii: " "), octets[0] != UInt8(ascii: "#")
      else { return nil }
    }
    for index in octets.indices where !standsForItself(octets[index]) { return nil }
    return octets
  }

  /// Wherever it stands in a text.
  private static func standsForItself(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x1f, 0x7f...0xff, UInt8(ascii: ","), UInt8(ascii: "+"), UInt8(ascii: "\""), UInt8(ascii: "\\"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ";"):
      false
    default: true
    }
  }

  /// As openssl escapes with ASN1_STRFLGS_RFC2253: a backslash before `,+"\<>;`, before a space at either end and
  /// before a leading `#`; a backslash and two hex digits for each byte of a control or non-ASCII character.
  func appendRFC2253Text(to text: inout [UInt8]) {
    for (offset, byte) in utf8.enumerated() {
      // openssl knows of a sole character only that it is the last one, and so leaves a sole "#" as it is.
      let isLast = offset == lastCharacterOffset
      let isFirst = offset == 0 && !isLast
      guard 0x20..<0x7f ~= byte else {
        text.append(UInt8(ascii: "\\"))
        text.append(contentsOf: upperHex(CollectionOfOne(byte)).utf8)
        continue
      }
      if !Self.standsForItself(byte) || byte == UInt8(ascii: " ") && (isFirst || isLast)
        || byte == UInt8(ascii: "#") && isFirst
      {
        text.append(UInt8(ascii: "\\"))
      }
      text.append(byte)
    }
  }
}
