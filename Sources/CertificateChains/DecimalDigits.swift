/// A number in decimal digits, without a string or an allocation: for what is written a hundred thousand times.
struct DecimalDigits {
  /// From the end on.
  private var characters = InlineArray<24, UInt8>(repeating: UInt8(ascii: "0"))
  private var start = 24

  /// - Parameter width: of the digits with zeros in front, and a minus before these; at most 20.
  init(_ number: Int, width: Int = 1) {
    var rest = number.magnitude
    let sign = number < 0 ? 1 : 0
    repeat {
      start -= 1
      characters[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    start = min(start, characters.count - (width - sign))
    guard number < 0 else { return }
    start -= 1
    characters[start] = UInt8(ascii: "-")
  }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { characters.span.extracting(start..<characters.count) }
  }
}
