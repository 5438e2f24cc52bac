/// The first tag, length and value of some bytes, as its header describes it (X.690 8.1).
///
/// The skeleton of a certificate is read with this one and only the fields within it as a ``FieldNode`` each,
/// so that a defect in one field leaves the others readable.
struct TLV {
  /// The identifier octet; 0x1f in its low bits announces further ones, which no certificate has.
  let identifier: UInt8
  /// From the identifier to what lies behind the content. One slice and places in it: each slice costs a count of
  /// references, and this is made for every field.
  private let bytes: ArraySlice<UInt8>
  private let contentStart: Int
  private let contentEnd: Int
  /// The length promises more bytes than there are.
  let isCut: Bool
  /// The length takes as few octets as it can, as DER demands (X.690 10.1).
  let isMinimal: Bool

  /// Nil where not even a header is there, or its length is indefinite (BER).
  init?(firstOf bytes: ArraySlice<UInt8>) {
    let start = bytes.startIndex
    guard bytes.count >= 2, bytes[start] & 0x1f != 0x1f else { return nil }
    let firstLengthOctet = bytes[start + 1]
    var position = start + 2
    var length = Int(firstLengthOctet)
    var isMinimal = true
    if firstLengthOctet >= 0x80 {
      let octetCount = Int(firstLengthOctet & 0x7f)
      guard octetCount > 0, octetCount <= bytes.endIndex - position else { return nil }
      isMinimal = bytes[position] != 0
      let lengthEnd = position + octetCount
      length = 0
      // A length beyond 2^55 is certainly more than there is.
      while position < lengthEnd, length < 1 << 47 {
        length = length << 8 | Int(bytes[position])
        position += 1
      }
      position = lengthEnd
      isMinimal = isMinimal && length >= 0x80
    }
    identifier = bytes[start]
    self.bytes = bytes
    self.isMinimal = isMinimal
    contentStart = position
    isCut = length > bytes.endIndex - position
    contentEnd = isCut ? bytes.endIndex : position + length
  }

  /// Identifier, length and content; what is there of them when ``isCut``.
  var encoded: ArraySlice<UInt8> { bytes[..<contentEnd] }
  var content: ArraySlice<UInt8> { bytes[contentStart..<contentEnd] }
  /// Bytes behind this TLV.
  var rest: ArraySlice<UInt8> { bytes[contentEnd...] }

  /// Whether `bytes` are one SEQUENCE of definite length and exactly that length.
  static func isWholeSequence(_ bytes: [UInt8]) -> Bool {
    guard let first = TLV(firstOf: bytes[...]) else { return false }
    return first.identifier == sequence && !first.isCut && first.rest.isEmpty
  }

  static let sequence: UInt8 = 0x30
  static let integer: UInt8 = 0x02
  static let bitString: UInt8 = 0x03
  static let objectIdentifier: UInt8 = 0x06
  /// `[number]`, constructed.
  static func context(_ number: UInt8) -> UInt8 { 0xa0 | number }
}
