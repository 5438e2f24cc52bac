import WireFormat

extension PacketDecoder {
  /// Adds a fragment to its datagram and, where that completes it, decodes the datagram.
  mutating func decodeFragment<Sink: TransportSink & ~Copyable>(
    _ fragment: Fragment, _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    guard region.missingByteCount == 0 else { return skip(.cutFragment) }
    var region = region
    let offset = region.reader.position
    let payload = region.reader.readRemaining()
    guard fragment.fits(byteCount: payload.count) else {
      throw region.reader.invalid("Fragment Offset", at: offset)
    }
    guard let datagram = fragments.add(fragment, payload, packet: packetCount, time: time) else { return }
    let whole = PacketRegion(datagram.bytes.span, missingByteCount: 0)
    let addresses = IPAddressPair(source: fragment.key.source, destination: fragment.key.destination)
    // One deeper: fragments inside of fragments must come to an end as well.
    if fragment.key.source.family == .v6 {
      try decodeExtensionHeaders(datagram.protocolNumber, whole, addresses, depth: depth + 1, into: &sink)
    } else {
      try decodePayload(of: datagram.protocolNumber, whole, addresses, depth: depth + 1, into: &sink)
    }
  }
}
