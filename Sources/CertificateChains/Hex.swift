import Crypto

/// Lower-case hex, two digits a byte.
public func lowerHex(_ bytes: some Sequence<UInt8>) -> String {
  hex([UInt8](bytes).span, letter: UInt8(ascii: "a"))
}

/// Upper-case hex, two digits a byte.
public func upperHex(_ bytes: some Sequence<UInt8>) -> String {
  upperHex(Array(bytes).span)
}

func upperHex(_ bytes: Span<UInt8>) -> String {
  hex(bytes, letter: UInt8(ascii: "A"))
}

/// Lower-case hex of the SHA-256 of `bytes`.
public func sha256Hex(of bytes: some Collection<UInt8>) -> String {
  digestHex(SHA256.hash(data: Array(bytes)))
}

/// Lower-case hex of the SHA-1 of `bytes`.
func sha1Hex(of bytes: [UInt8]) -> String {
  digestHex(Insecure.SHA1.hash(data: bytes))
}

/// Of a digest of at most 32 octets.
private func digestHex(_ digest: some Digest) -> String {
  let digits = HexDigits(firstLetter: UInt8(ascii: "a"))
  var text = ShortText()
  for byte in digest { text.append(digits, byte) }
  return text.text
}

private func hex(_ bytes: Span<UInt8>, letter: UInt8) -> String {
  let digits = HexDigits(firstLetter: letter)
  guard bytes.count * 2 > ShortText.capacity else {
    var text = ShortText()
    for index in bytes.indices { text.append(digits, bytes[index]) }
    return text.text
  }
  let text = [UInt8](capacity: 2 * bytes.count) { output in
    for index in bytes.indices {
      output.append(digits[bytes[index] >> 4])
      output.append(digits[bytes[index] & 0xf])
    }
  }
  return String(decoding: text, as: UTF8.self)
}

private struct HexDigits {
  /// What a letter is more than the digit that it follows.
  private let gap: UInt8

  init(firstLetter: UInt8) { gap = firstLetter - UInt8(ascii: "9") - 1 }

  subscript(value: UInt8) -> UInt8 { UInt8(ascii: "0") + value + (value < 10 ? 0 : gap) }
}

extension ShortText {
  fileprivate mutating func append(_ digits: HexDigits, _ byte: UInt8) {
    append(digits[byte >> 4])
    append(digits[byte & 0xf])
  }
}
