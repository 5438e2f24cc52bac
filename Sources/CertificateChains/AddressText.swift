/// An iPAddress: 4 or 16 octets as text, 8 or 32 (name constraints) as address/mask, others as "#" and hex.
func addressText(_ octets: ArraySlice<UInt8>) -> String {
  let bytes = Array(octets)
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
