/// A table by object identifiers in dotted text, looked up by content octets: for most that occur neither a text is
/// made nor one hashed.
struct IdentifierTable<Value: Sendable>: Sendable {
  private let entries: [Entry]
  private let byText: [String: Value]

  private struct Entry: Sendable {
    let key: UInt128
    let value: Value
  }

  init(_ values: [String: Value]) {
    byText = values
    entries = values.compactMap { text, value in
      contentOctets(ofDotted: text).flatMap { Self.key($0.span) }.map { Entry(key: $0, value: value) }
    }.sorted { $0.key < $1.key }
  }

  subscript(octets: Span<UInt8>) -> Value? {
    if let key = Self.key(octets) {
      var (low, high) = (0, entries.count)
      while low < high {
        let middle = (low + high) / 2
        if entries[middle].key < key { low = middle + 1 } else { high = middle }
      }
      if low < entries.count, entries[low].key == key { return entries[low].value }
    }
    // One that takes more octets than it needs has the same text.
    guard octets.count >= keyedCount || !isWellFormed(objectIdentifier: octets) else { return nil }
    return byText[spelledOutText(ofObjectIdentifier: octets)]
  }

  /// The octets as a number, behind how many they are.
  private static func key(_ octets: Span<UInt8>) -> UInt128? {
    guard octets.count < keyedCount else { return nil }
    var key = UInt128(octets.count)
    for index in octets.indices { key = key << 8 | UInt128(octets[index]) }
    return key
  }
}

/// Octets fewer than so many, and their number, fit in a key.
private let keyedCount = 16

/// Nil for what is no identifier of at least two arcs.
private func contentOctets(ofDotted text: String) -> [UInt8]? {
  let arcs = text.split(separator: ".").compactMap { UInt64($0) }
  guard arcs.count >= 2, arcs[0] <= 2 else { return nil }
  var octets: [UInt8] = []
  for arc in [arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2) {
    var groups = [UInt8(arc & 0x7f)]
    var rest = arc >> 7
    while rest > 0 {
      groups.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    octets += groups.reversed()
  }
  return octets
}
