import WireFormat

/// The two addresses of an IP header.
struct IPAddressPair: Hashable {
  var source: IPAddress
  var destination: IPAddress
}

/// A value of the IANA registry "Assigned Internet Protocol Numbers".
struct IPProtocolNumber: RawRepresentable, Equatable {
  let rawValue: UInt8

  static let hopByHopOptions = IPProtocolNumber(rawValue: 0)
  static let ipv4 = IPProtocolNumber(rawValue: 4)
  static let tcp = IPProtocolNumber(rawValue: 6)
  static let udp = IPProtocolNumber(rawValue: 17)
  static let ipv6 = IPProtocolNumber(rawValue: 41)
  static let routingHeader = IPProtocolNumber(rawValue: 43)
  static let fragmentHeader = IPProtocolNumber(rawValue: 44)
  static let gre = IPProtocolNumber(rawValue: 47)
  static let encapsulatingSecurityPayload = IPProtocolNumber(rawValue: 50)
  static let authenticationHeader = IPProtocolNumber(rawValue: 51)
  static let destinationOptions = IPProtocolNumber(rawValue: 60)
  static let etherIP = IPProtocolNumber(rawValue: 97)
  static let l2tp = IPProtocolNumber(rawValue: 115)
  static let mobilityHeader = IPProtocolNumber(rawValue: 135)
  static let mplsInIP = IPProtocolNumber(rawValue: 137)
  static let hip = IPProtocolNumber(rawValue: 139)
  static let shim6 = IPProtocolNumber(rawValue: 140)
}

extension PacketDecoder {
  /// IPv4 or IPv6 by the version in the first four bits, for links and tunnels that do not say which.
  mutating func decodeIP<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    if region.reader.isAtEnd, region.missingByteCount == 0 { return }
    var peek = region.reader
    switch try peek.readUInt8("Version") >> 4 {
    case 4: try decodeIPv4(region, depth: depth, into: &sink)
    case 6: try decodeIPv6(region, depth: depth, into: &sink)
    default: throw region.reader.invalid("Version", at: region.reader.position)
    }
  }

  /// What an IP header and its extension headers carry. Protocols without TCP or UDP in them end the packet.
  mutating func decodePayload<Sink: TransportSink & ~Copyable>(
    of number: IPProtocolNumber, _ region: PacketRegion, _ addresses: IPAddressPair, depth: Int,
    into sink: inout Sink
  ) throws(WireError) {
    guard depth <= nestingLimit else { return skip(.nestedTooDeep) }
    switch number {
    case .tcp: return try decodeTCP(region, addresses, into: &sink)
    case .udp: return try decodeUDP(region, addresses, depth: depth, into: &sink)
    default: outerAddresses = addresses
    }
    switch number {
    case .ipv4:
      enter(.ipInIP)
      try decodeIPv4(region, depth: depth + 1, into: &sink)
    case .ipv6:
      enter(.ipInIP)
      try decodeIPv6(region, depth: depth + 1, into: &sink)
    case .gre: try decodeGRE(region, depth: depth + 1, into: &sink)
    case .etherIP: try decodeEtherIP(region, depth: depth + 1, into: &sink)
    case .mplsInIP:
      enter(.mpls)
      try decodeMPLS(region, depth: depth + 1, into: &sink)
    case .l2tp: try decodeL2TPv3(region, depth: depth + 1, into: &sink)
    case .encapsulatingSecurityPayload: skip(.encapsulatingSecurityPayload)
    case .authenticationHeader:
      var region = region
      let next = try readExtensionHeader(.authenticationHeader, from: &region)
      try decodePayload(of: next, region, addresses, depth: depth + 1, into: &sink)
    default: break
    }
  }
}
