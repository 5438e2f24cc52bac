/// A Name in a form in which two that mean the same are equal, whatever string types they are written with.
///
/// RFC 5280, 7.1 wants case and white space to be of no account; this does it as openssl does (X509_NAME_cmp): ASCII
/// letters in lower case, no spaces at the ends, one for several within. Values of other types count byte for byte.
public struct CanonicalName: Sendable, Hashable {
  /// One text for each relative name, in the order of the DER.
  public let relativeNames: [String]

  public var isEmpty: Bool { relativeNames.isEmpty }

  /// Nil where the bytes are no Name.
  public init?(der: [UInt8]) {
    var ignored = Defects()
    guard let node = ignored.node(der[...], "Name"), let name = DistinguishedName(node.view) else { return nil }
    var texts: [[String]] = []
    for index in name.indices {
      if name.startsRelativeName(index) { texts.append([]) }
      texts[texts.count - 1].append(name.attribute(index).canonicalText)
    }
    relativeNames = texts.map { $0.sorted().joined(separator: "\u{0}") }
  }

  /// Whether this name begins with all of `other`: lies in the subtree that a name constraint names
  /// (RFC 5280, 4.2.1.10).
  public func isWithin(_ other: CanonicalName) -> Bool {
    relativeNames.starts(with: other.relativeNames)
  }
}

extension NameAttribute {
  fileprivate var canonicalText: String {
    guard let string = DirectoryString(value) else { return type + "#" + upperHex(value.encodedBytes) }
    var text: [UInt8] = []
    var isBehindSpace = false
    for byte in string.utf8 {
      if byte == 0x20 || 0x09...0x0d ~= byte {
        isBehindSpace = !text.isEmpty
        continue
      }
      if isBehindSpace { text.append(0x20) }
      isBehindSpace = false
      text.append(0x41...0x5a ~= byte ? byte + 0x20 : byte)
    }
    return type + "=" + String(decoding: text, as: UTF8.self)
  }
}
