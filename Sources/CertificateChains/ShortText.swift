/// Up to 64 characters of ASCII, gathered without an allocation: digests in hex, times, object identifiers.
struct ShortText: CharacterSink {
  static let capacity = 64

  private var characters = InlineArray<64, UInt8>(repeating: 0)
  private(set) var count = 0

  package mutating func append(_ character: UInt8) {
    characters[count] = character
    count += 1
  }

  var text: String {
    guard let utf8 = try? UTF8Span(validating: characters.span.extracting(first: count)) else { return "" }
    return String(copying: utf8)
  }
}
