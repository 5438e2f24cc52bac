import WireFormat

/// A value of the IEEE's EtherType registry.
struct EtherType: RawRepresentable, Equatable {
  let rawValue: UInt16

  static let ipv4 = EtherType(rawValue: 0x0800)
  static let ieee80211Radiotap = EtherType(rawValue: 0x0803)
  static let ieee8021Q = EtherType(rawValue: 0x8100)
  static let ipv6 = EtherType(rawValue: 0x86dd)
  static let ppp = EtherType(rawValue: 0x880b)
  static let mplsUnicast = EtherType(rawValue: 0x8847)
  static let mplsMulticast = EtherType(rawValue: 0x8848)
  static let pppoeSession = EtherType(rawValue: 0x8864)
  static let ieee8021ad = EtherType(rawValue: 0x88a8)
  static let macSecurity = EtherType(rawValue: 0x88e5)
  static let ieee8021ah = EtherType(rawValue: 0x88e7)
  static let ciscoMetaData = EtherType(rawValue: 0x8909)
  static let vnTag = EtherType(rawValue: 0x8926)
  static let qInQ9100 = EtherType(rawValue: 0x9100)
  static let qInQ9200 = EtherType(rawValue: 0x9200)
  static let transparentEthernetBridging = EtherType(rawValue: 0x6558)
}

extension PacketDecoder {
  /// What follows an EtherType: tags, each with the next EtherType behind it, then the payload.
  ///
  /// A tag takes at least four bytes, so the frame's length bounds how many there are.
  mutating func decodeEtherType<Sink: TransportSink & ~Copyable>(
    _ first: UInt16, _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    var etherType = EtherType(rawValue: first)
    while true {
      switch etherType {
      case .ipv4: return try decodeIPv4(region, depth: depth, into: &sink)
      case .ipv6: return try decodeIPv6(region, depth: depth, into: &sink)
      case .ieee8021Q, .ieee8021ad, .qInQ9100, .qInQ9200:
        // IEEE 802.1Q, clause 9: Tag Control Information, two octets.
        enterVLAN(try region.reader.readUInt16("Tag Control Information") & vlanIdentifierMask)
      case .ciscoMetaData:
        // Version (1), Length (1), Options (2), Security Group Tag (2).
        try region.reader.skip(6, "Cisco MetaData")
      case .vnTag:
        // Cisco VN-Tag: direction, pointer, destination and source virtual interface.
        try region.reader.skip(4, "VN-Tag")
      case .mplsUnicast, .mplsMulticast: return try decodeMPLS(region, depth: depth, into: &sink)
      case .pppoeSession: return try decodePPPoE(region, depth: depth, into: &sink)
      case .ppp: return try decodePPP(region, depth: depth, into: &sink)
      case .transparentEthernetBridging: return try decodeEthernet(region, depth: depth + 1, into: &sink)
      case .ieee8021ah:
        // IEEE 802.1ah: the I-TAG's four octets, then the customer's frame.
        try region.reader.skip(4, "I-TAG")
        return try decodeEthernet(region, depth: depth + 1, into: &sink)
      case .macSecurity: return skip(.macSecurity)
      default:
        guard etherType.rawValue <= largestLength else { return }
        // IEEE 802.3, 3.2.6: the number is the frame's length, LLC follows and padding behind it.
        region.limit(toByteCountOnWire: Int(etherType.rawValue))
        return try decodeLLC(region, depth: depth, into: &sink)
      }
      etherType = EtherType(rawValue: try region.reader.readUInt16("EtherType"))
    }
  }
}

private let vlanIdentifierMask: UInt16 = 0x0fff
private let largestLength: UInt16 = 1500
