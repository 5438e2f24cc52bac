import WireFormat

extension PacketDecoder {
  /// The header that the capture's link type says comes first.
  mutating func decodeLink<Sink: TransportSink & ~Copyable>(
    _ linkType: LinkType, _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    switch linkType {
    case .ethernet: try decodeEthernet(region, depth: depth, into: &sink)
    case .raw, .dltRaw, .dltRawOpenBSD: try decodeIP(region, depth: depth, into: &sink)
    case .ipv4: try decodeIPv4(region, depth: depth, into: &sink)
    case .ipv6: try decodeIPv6(region, depth: depth, into: &sink)
    case .linuxSLL: try decodeLinuxSLL(region, depth: depth, into: &sink)
    case .linuxSLL2: try decodeLinuxSLL2(region, depth: depth, into: &sink)
    case .null, .loop: try decodeNull(region, depth: depth, into: &sink)
    case .ppp, .pppHDLC: try decodePPP(region, depth: depth, into: &sink)
    case .pppEther: try decodePPPoE(region, depth: depth, into: &sink)
    case .cHDLC: try decodeCiscoHDLC(region, depth: depth, into: &sink)
    case .ieee80211: try decode80211(region, hasPaddedHeader: false, depth: depth, into: &sink)
    case .ieee80211Radiotap: try decodeRadiotap(region, depth: depth, into: &sink)
    case .ieee80211Prism: try decodePrism(region, depth: depth, into: &sink)
    case .ieee80211AVS: try decodeAVS(region, depth: depth, into: &sink)
    case .ppi: try decodePPI(region, depth: depth, into: &sink)
    default: unknownLinkTypes[linkType, default: 0] += 1
    }
  }
}
