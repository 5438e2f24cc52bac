/// The first tag, length and value of some bytes, as its header describes it (X.690 8.1).
///
/// The skeleton of a certificate is read with this one and only the fields within it as a ``FieldNode`` each,
/// so that a defect in one field leaves the others readable.
struct TLV {
  /// The identifier octet; 0x1f in its low bits announces further ones, which no certificate has.
  var identifier: UInt8
  /// Identifier, length and content; what is there of them when ``isCut``.
  var encoded: ArraySlice<UInt8>
  var content: ArraySlice<UInt8>
  /// Bytes behind this TLV.
  var rest: ArraySlice<UInt8>
  /// The length promises more bytes than there are.
  var isCut: Bool
  /// The length takes as few octets as it can, as DER demands (X.690 10.1).
  var isMinimal: Bool

  /// Nil where not even a header is there, or its length is indefinite (BER).
  init?(firstOf bytes: ArraySlice<UInt8>) {
    guard bytes.count >= 2, bytes[bytes.startIndex] & 0x1f != 0x1f else { return nil }
    let firstLengthOctet = bytes[bytes.startIndex + 1]
    var body = bytes.dropFirst(2)
    var length = Int(firstLengthOctet)
    var isMinimal = true
    if firstLengthOctet >= 0x80 {
      let octetCount = Int(firstLengthOctet & 0x7f)
      guard octetCount > 0, octetCount <= body.count else { return nil }
      let octets = body.prefix(octetCount)
      body = body.dropFirst(octetCount)
      length = 0
      for octet in octets {
        // A length beyond 2^55 is certainly more than there is.
        guard length < 1 << 47 else { break }
        length = length << 8 | Int(octet)
      }
      isMinimal = octets.first != 0 && length >= 0x80
    }
    identifier = bytes[bytes.startIndex]
    isCut = length > body.count
    content = body.prefix(length)
    rest = body.dropFirst(content.count)
    encoded = bytes[bytes.startIndex..<content.endIndex]
    self.isMinimal = isMinimal
  }

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
