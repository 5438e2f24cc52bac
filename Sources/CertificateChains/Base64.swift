import WireFormat

/// Base64 (RFC 4648, 4) of `bytes`, with padding, without line breaks.
func base64Text(_ bytes: [UInt8]) -> [UInt8] {
  var text = [UInt8](repeating: padding, count: (bytes.count + 2) / 3 * 4)
  // Of a global one it is asked each time whether it is there.
  let alphabet = alphabet
  var (start, place) = (0, 0)
  while start + 3 <= bytes.count {
    let group = bytes.span.bigEndianUInt24(at: start)
    text[place] = alphabet[group >> 18]
    text[place + 1] = alphabet[group >> 12 & 0x3f]
    text[place + 2] = alphabet[group >> 6 & 0x3f]
    text[place + 3] = alphabet[group & 0x3f]
    start += 3
    place += 4
  }
  let rest = bytes.count - start
  guard rest > 0 else { return text }
  let group = Int(bytes[start]) << 8 | (rest > 1 ? Int(bytes[start + 1]) : 0)
  text[place] = alphabet[group >> 10]
  text[place + 1] = alphabet[group >> 4 & 0x3f]
  if rest > 1 { text[place + 2] = alphabet[group << 2 & 0x3f] }
  return text
}

/// Decodes base64 piece by piece, so that its reader knows in which line a fault is.
struct Base64Decoder {
  private(set) var bytes: [UInt8] = []
  private var bits: UInt32 = 0
  private var digitCount = 0
  private var paddingCount = 0

  /// False at the first character that is neither base64 nor white space, or that follows padding.
  mutating func append(_ line: some Sequence<UInt8>) -> Bool {
    for character in line {
      switch character {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        continue
      case padding:
        paddingCount += 1
        guard paddingCount <= 2 else { return false }
      default:
        let digit = digits[Int(character)]
        guard digit < 64, paddingCount == 0 else { return false }
        bits = bits << 6 | UInt32(digit)
        digitCount += 1
        if digitCount.isMultiple(of: 4) {
          bytes.append(contentsOf: [UInt8(bits >> 16), UInt8(bits >> 8 & 0xff), UInt8(bits & 0xff)])
          bits = 0
        }
      }
    }
    return true
  }

  /// The bytes of the last, incomplete group; false where base64 cannot end there. Missing padding is tolerated.
  mutating func finish() -> Bool {
    let rest = digitCount % 4
    guard paddingCount == 0 || paddingCount == (4 - rest) % 4 else { return false }
    switch rest {
    case 0: return true
    case 2: bytes.append(UInt8(bits >> 4 & 0xff))
    case 3: bytes.append(contentsOf: [UInt8(bits >> 10 & 0xff), UInt8(bits >> 2 & 0xff)])
    default: return false
    }
    return true
  }
}

private let padding = UInt8(ascii: "=")
private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// The digit of each character, 0xff for what is none.
private let digits: [UInt8] = {
  var digits = [UInt8](repeating: 0xff, count: 256)
  for (digit, character) in alphabet.enumerated() { digits[Int(character)] = UInt8(digit) }
  return digits
}()
