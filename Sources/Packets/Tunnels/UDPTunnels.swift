import WireFormat

extension PacketDecoder {
  /// Opens a datagram that is a tunnel's. Its port only says which tunnel to look for.
  mutating func decodeTunnel<Sink: TransportSink & ~Copyable>(
    in datagram: UDPDatagram, _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    // The smallest IP header in the smallest of these tunnels.
    guard region.reader.remainingByteCount >= 24 else { return }
    let inside = depth + 1
    outerAddresses = IPAddressPair(source: datagram.source.address, destination: datagram.destination.address)
    switch datagram.destination.port {
    case 1701: try decodeL2TPv2(region, depth: inside, into: &sink)
    case 2152: try decodeGTPU(region, depth: inside, into: &sink)
    case 4789, 4790, 8472: try decodeVXLAN(region, depth: inside, into: &sink)
    case 6081: try decodeGENEVE(region, depth: inside, into: &sink)
    // RFC 7510, section 3: MPLS-in-UDP.
    case 6635:
      enter(.mpls)
      try decodeMPLS(region, depth: inside, into: &sink)
    default:
      if datagram.source.port == teredoPort || datagram.destination.port == teredoPort {
        try decodeTeredo(region, depth: inside, into: &sink)
      } else if datagram.source.port == capwapDataPort || datagram.destination.port == capwapDataPort {
        try decodeCAPWAP(region, depth: inside, into: &sink)
      }
    }
  }
}

private let teredoPort: UInt16 = 3544
private let capwapDataPort: UInt16 = 5247
