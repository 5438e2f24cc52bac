/// An iPAddress: 4 or 16 octets as text, 8 or 32 (name constraints) as address/mask, others as "#" and hex.
func addressText(_ bytes: [UInt8]) -> String {
  switch bytes.count {
  case 4: return ipv4Text(bytes)
  case 16: return ipv6Text(bytes)
  case 8: return ipv4Text(Array(bytes[..<4])) + "/" + ipv4Text(Array(bytes[4...]))
  case 32: return ipv6Text(Array(bytes[..<16])) + "/" + ipv6Text(Array(bytes[16...]))
  default: return "#" + upperHex(bytes)
  }
}

private func ipv4Text(_ bytes: [UInt8]) -> String {
  bytes.map { String($0) }.joined(separator: ".")
}

/// RFC 5952: lower case, the first longest run of two or more zero groups as "::".
private func ipv6Text(_ bytes: [UInt8]) -> String {
  let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
  var longest = 0..<0
  var start = 0
  while start < groups.count {
    let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
    if end - start > max(longest.count, 1) { longest = start..<end }
    start = max(end, start + 1)
  }
  func text(_ part: ArraySlice<UInt16>) -> String {
    part.map { String($0, radix: 16) }.joined(separator: ":")
  }
  guard !longest.isEmpty else { return text(groups[...]) }
  return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
}

/// The octets of an IPv4 or IPv6 address (RFC 4291, 2.2, in brackets or not; without a dotted tail); nil for other text.
public func addressOctets(ofText text: String) -> [UInt8]? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  if parts.count == 4 {
    let octets = parts.compactMap { UInt8($0) }
    if octets.count == 4 { return octets }
  }
  guard text.contains(":") else { return nil }
  let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
  return ipv6Octets(isBracketed ? text.dropFirst().dropLast() : text[...])
}

/// Groups of hex, and one "::" for as many zeros as lack.
private func ipv6Octets(_ text: Substring) -> [UInt8]? {
  func groups(_ part: Substring) -> [UInt16]? {
    let texts = part.isEmpty ? [] : part.split(separator: ":", omittingEmptySubsequences: false)
    let values = texts.compactMap { $0.utf8.count <= 4 ? UInt16($0, radix: 16) : nil }
    return values.count == texts.count ? values : nil
  }
  let all: [UInt16]
  if let gap = text.firstRange(of: "::") {
    guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
      head.count + tail.count < 8
    else { return nil }
    all = head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
  } else {
    guard let read = groups(text), read.count == 8 else { return nil }
    all = read
  }
  return all.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
}
