import Crypto

/// Lower-case hex, two digits a byte.
public func lowerHex(_ bytes: some Sequence<UInt8>) -> String {
  hex(bytes, digits: lowerDigits)
}

/// Upper-case hex, two digits a byte.
public func upperHex(_ bytes: some Sequence<UInt8>) -> String {
  hex(bytes, digits: upperDigits)
}

/// Lower-case hex of the SHA-256 of `bytes`.
public func sha256Hex(of bytes: some Collection<UInt8>) -> String {
  lowerHex(SHA256.hash(data: Array(bytes)))
}

private func hex(_ bytes: some Sequence<UInt8>, digits: [UInt8]) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(2 * bytes.underestimatedCount)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 0xf)])
  }
  return String(decoding: text, as: UTF8.self)
}

private let lowerDigits = Array("0123456789abcdef".utf8)
private let upperDigits = Array("0123456789ABCDEF".utf8)
