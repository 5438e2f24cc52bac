import Crypto

/// Lower-case hex, two digits a byte.
public func lowerHex(_ bytes: some Sequence<UInt8>) -> String {
  hex(Array(bytes).span, letter: UInt8(ascii: "a"))
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
  lowerHex(SHA256.hash(data: Array(bytes)))
}

private func hex(_ bytes: Span<UInt8>, letter: UInt8) -> String {
  // What a letter is more than the digit that it follows.
  let gap = letter - UInt8(ascii: "0") - 10
  func digit(_ value: UInt8) -> UInt8 { UInt8(ascii: "0") &+ value &+ (value < 10 ? 0 : gap) }
  guard bytes.count * 2 > ShortText.capacity else {
    var text = ShortText()
    for index in bytes.indices {
      text.append(digit(bytes[index] >> 4))
      text.append(digit(bytes[index] & 0xf))
    }
    return text.text
  }
  let text = [UInt8](capacity: 2 * bytes.count) { output in
    for index in bytes.indices {
      output.append(digit(bytes[index] >> 4))
      output.append(digit(bytes[index] & 0xf))
    }
  }
  return String(decoding: text, as: UTF8.self)
}

extension [UInt8] {
  init(copying bytes: Span<UInt8>) {
    self.init(capacity: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
  }
}
