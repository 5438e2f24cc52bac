import WireFormat

// RFC 768
//
//    0      7 8     15 16    23 24    31
//   +--------+--------+--------+--------+
//   |     Source      |   Destination   |
//   |      Port       |      Port       |
//   +--------+--------+--------+--------+
//   |                 |                 |
//   |     Length      |    Checksum     |
//   +--------+--------+--------+--------+
//
// A Length of zero is what offload leaves there before the network card cuts the datagrams, and
// RFC 2675, section 4, what a jumbogram has: both reach to the end of the IP payload.

extension PacketDecoder {
  mutating func decodeUDP<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, _ addresses: IPAddressPair, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let start = region.reader.position
    let sourcePort = try region.reader.readUInt16("Source Port")
    let destinationPort = try region.reader.readUInt16("Destination Port")
    let length = Int(try region.reader.readUInt16("Length"))
    try region.reader.skip(2, "Checksum")
    if length >= headerByteCount {
      region.limit(toByteCountOnWire: length - headerByteCount)
    } else if length != 0 {
      throw region.reader.invalid("Length", at: start + 4)
    }

    let datagram = UDPDatagram(
      source: Endpoint(address: addresses.source, port: sourcePort),
      destination: Endpoint(address: addresses.destination, port: destinationPort),
      payloadByteCount: region.byteCountOnWire, encapsulation: encapsulation)
    var payload = region.reader
    sink.receive(datagram, payload: payload.readRemaining())
    try decodeTunnel(in: datagram, region, depth: depth, into: &sink)
  }
}

private let headerByteCount = 8
