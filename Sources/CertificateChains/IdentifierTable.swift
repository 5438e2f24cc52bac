/// A table by object identifiers in dotted text, of which the most frequent are found by their content octets: for these
/// neither is a text made nor one hashed.
struct IdentifierTable<Value: Sendable>: Sendable {
  private let values: [String: Value]
  private let frequent: [Entry]

  private struct Entry: Sendable {
    let key: UInt128
    let value: Value
  }

  init(_ values: [String: Value], frequent: [String]) {
    self.values = values
    self.frequent = frequent.compactMap { text in
      guard let key = key(contentOctets(ofDotted: text).span), let value = values[text] else { return nil }
      return Entry(key: key, value: value)
    }
  }

  subscript(octets: Span<UInt8>) -> Value? {
    self.frequent(octets) ?? values[dottedText(ofObjectIdentifier: octets)]
  }

  /// Only of the frequent ones.
  func frequent(_ octets: Span<UInt8>) -> Value? {
    guard let key = key(octets) else { return nil }
    for index in frequent.indices where frequent[index].key == key { return frequent[index].value }
    return nil
  }
}

/// The octets as a number, behind how many they are; nil where there are too many.
private func key(_ octets: Span<UInt8>) -> UInt128? {
  guard octets.count < 16 else { return nil }
  var key = UInt128(octets.count)
  for index in octets.indices { key = key << 8 | UInt128(octets[index]) }
  return key
}

/// X.690 8.19, of two arcs at least.
func contentOctets(ofDotted text: String) -> [UInt8] {
  var octets: [UInt8] = []
  var (arc, first): (Int, Int?) = (0, nil)
  for character in Array(text.utf8) + [UInt8(ascii: ".")] {
    if character != UInt8(ascii: ".") {
      arc = arc * 10 + Int(character & 0xf)
      continue
    }
    if octets.isEmpty && first == nil {
      first = arc
    } else {
      appendBase128(octets.isEmpty ? (first ?? 0) * 40 + arc : arc, to: &octets)
    }
    arc = 0
  }
  return octets
}

private func appendBase128(_ arc: Int, to octets: inout [UInt8]) {
  var shift = 0
  while arc >> (shift + 7) > 0 { shift += 7 }
  while shift > 0 {
    octets.append(UInt8(arc >> shift & 0x7f) | 0x80)
    shift -= 7
  }
  octets.append(UInt8(arc & 0x7f))
}
