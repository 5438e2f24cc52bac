/// An IPv4 or IPv6 address, in network byte order, in sixteen bytes and a family.
public struct IPAddress: Hashable, Sendable {
  public enum Family: UInt8, Sendable { case v4 = 4, v6 = 6 }

  /// IPv6: the first eight bytes. IPv4: zero.
  public let high: UInt64
  /// IPv6: the last eight bytes. IPv4: the address in the low 32 bits.
  public let low: UInt64
  /// The last: a port fits behind it, and most of what is kept of a connection are its two endpoints.
  public let family: Family

  public init(v4 address: UInt32) {
    family = .v4
    high = 0
    low = UInt64(address)
  }

  public init(v6High high: UInt64, low: UInt64) {
    family = .v6
    self.high = high
    self.low = low
  }
}

/// One end of a connection.
public struct Endpoint: Hashable, Sendable {
  public var address: IPAddress
  public var port: UInt16

  public init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}

extension IPAddress: CustomStringConvertible {
  /// Dotted decimal, or RFC 5952's canonical text (lower case, the longest run of zeros as `::`).
  public var description: String {
    switch family {
    case .v4:
      return [24, 16, 8, 0].map { String((low >> UInt64($0)) & 0xff) }.joined(separator: ".")
    case .v6:
      let groups = (0..<8).map { index in
        UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 - 16 * (index % 4)))
      }
      return Self.canonicalText(of: groups)
    }
  }

  private static func canonicalText(of groups: [UInt16]) -> String {
    if groups[0..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xffff {
      // RFC 5952 section 5: an IPv4-mapped address is written in mixed notation.
      let v4 = IPAddress(v4: UInt32(groups[6]) << 16 | UInt32(groups[7]))
      return "::ffff:\(v4)"
    }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(1, longest.count) { longest = start..<end }
      start = max(end, start + 1)
    }
    func text(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    return longest.isEmpty ? text(0..<8) : text(0..<longest.lowerBound) + "::" + text(longest.upperBound..<8)
  }
}

extension Endpoint: CustomStringConvertible {
  /// `192.0.2.1:7001`, `[2001:db8::1]:7001`.
  public var description: String {
    address.family == .v6 ? "[\(address)]:\(port)" : "\(address):\(port)"
  }
}
