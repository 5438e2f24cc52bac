/// The first tag, length and value of some bytes, as its header describes it (X.690 8.1).
///
/// The skeleton of a certificate is read with this one and only the fields within it as a ``FieldNode`` each,
/// so that a defect in one field leaves the others readable.
struct TLV {
  private let header: TLVHeader
  private let bytes: ArraySlice<UInt8>

  /// Nil where not even a header is there, or its length is indefinite (BER).
  init?(firstOf bytes: ArraySlice<UInt8>) {
    guard let header = TLVHeader(in: bytes.span, 0..<bytes.count) else { return nil }
    self.header = header
    self.bytes = bytes
  }

  var identifier: UInt8 { header.identifier }
  /// The length promises more bytes than there are.
  var isCut: Bool { header.isCut }

  /// Identifier, length and content; what is there of them when ``isCut``.
  var encoded: ArraySlice<UInt8> { bytes.prefix(header.contentEnd) }
  var content: ArraySlice<UInt8> {
    bytes[bytes.startIndex + header.contentStart..<bytes.startIndex + header.contentEnd]
  }
  /// Bytes behind this TLV.
  var rest: ArraySlice<UInt8> { bytes.dropFirst(header.contentEnd) }

  /// Whether `bytes` are one SEQUENCE of definite length and exactly that length.
  static func isWholeSequence(_ bytes: [UInt8]) -> Bool {
    guard let first = TLVHeader(in: bytes.span, 0..<bytes.count) else { return false }
    return first.identifier == sequence && !first.isCut && first.contentEnd == bytes.count
  }

  static let sequence: UInt8 = 0x30
  static let integer: UInt8 = 0x02
  static let bitString: UInt8 = 0x03
  static let objectIdentifier: UInt8 = 0x06
  /// `[number]`, constructed.
  static func context(_ number: UInt8) -> UInt8 { 0xa0 | number }
}

/// Where a TLV lies among bytes.
struct TLVHeader: BitwiseCopyable {
  /// The identifier octet; 0x1f in its low bits announces further ones, which no certificate has.
  let identifier: UInt8
  /// Of identifier, length and content.
  let start: Int
  let contentStart: Int
  let contentEnd: Int
  /// The length promises more bytes than there are.
  let isCut: Bool
  /// The length takes as few octets as it can, as DER demands (X.690 10.1).
  let isMinimal: Bool

  /// Of the first one in a range of `bytes`; nil as in ``TLV/init(firstOf:)``.
  init?(in bytes: Span<UInt8>, _ range: Range<Int>) {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard range.count >= 2, bytes[start] & 0x1f != 0x1f else { return nil }
    let firstLengthOctet = bytes[start + 1]
    var position = start + 2
    var length = Int(firstLengthOctet)
    var isMinimal = true
    if firstLengthOctet >= 0x80 {
      let octetCount = Int(firstLengthOctet & 0x7f)
      guard octetCount > 0, octetCount <= end - position else { return nil }
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
    self.start = start
    self.isMinimal = isMinimal
    contentStart = position
    isCut = length > end - position
    contentEnd = isCut ? end : position + length
  }

  var content: Range<Int> { contentStart..<contentEnd }
  var encoded: Range<Int> { start..<contentEnd }
}
