import Crypto

/// Lower-case hex, two digits a byte.
public func lowerHex(_ bytes: some Sequence<UInt8>) -> String {
  hex(bytes, letter: UInt8(ascii: "a"))
}

/// Upper-case hex, two digits a byte.
public func upperHex(_ bytes: some Sequence<UInt8>) -> String {
  hex(bytes, letter: UInt8(ascii: "A"))
}

/// Lower-case hex of the SHA-256 of `bytes`.
public func sha256Hex(of bytes: some Collection<UInt8>) -> String {
  lowerHex(SHA256.hash(data: Array(bytes)))
}

private func hex(_ bytes: some Sequence<UInt8>, letter: UInt8) -> String {
  var text: [UInt8] = []
  // A digest does not tell how many bytes it has; the longest in use here has 32.
  text.reserveCapacity(max(2 * bytes.underestimatedCount, 64))
  for byte in bytes {
    text.append(hexDigit(byte >> 4, letter))
    text.append(hexDigit(byte & 0xf, letter))
  }
  return String(decoding: text, as: UTF8.self)
}

private func hexDigit(_ value: UInt8, _ letter: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : letter + value - 10
}
