import WireFormat

// RFC 9293, section 3.1
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |          Source Port          |       Destination Port        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                        Sequence Number                        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                    Acknowledgment Number                      |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  Data |       |C|E|U|A|P|R|S|F|                               |
//   | Offset| Rsrvd |W|C|R|C|S|S|Y|I|            Window             |
//   |       |       |R|E|G|K|H|T|N|N|                               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |           Checksum            |         Urgent Pointer        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                           [Options]                           |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

extension PacketDecoder {
  mutating func decodeTCP<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, _ addresses: IPAddressPair, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let start = region.reader.position
    let byteCountOnWire = region.byteCountOnWire
    let sourcePort = try region.reader.readUInt16("Source Port")
    let destinationPort = try region.reader.readUInt16("Destination Port")
    let sequenceNumber = try region.reader.readUInt32("Sequence Number")
    let acknowledgmentNumber = try region.reader.readUInt32("Acknowledgment Number")
    let dataOffset = Int(try region.reader.readUInt8("Data Offset") >> 4) * 4
    let flags = try region.reader.readUInt8("Control Bits")
    guard dataOffset >= headerByteCountWithoutOptions, dataOffset <= byteCountOnWire else {
      throw region.reader.invalid("Data Offset", at: start + 12)
    }
    // The rest of the header may be cut by the snap length: then there is no payload, but the
    // sequence space that the segment takes is known all the same.
    let rest = dataOffset - (region.reader.position - start)
    try region.reader.skip(min(rest, region.reader.remainingByteCount), "Options")

    sink.receive(
      TCPSegment(
        source: Endpoint(address: addresses.source, port: sourcePort),
        destination: Endpoint(address: addresses.destination, port: destinationPort),
        sequenceNumber: sequenceNumber, acknowledgmentNumber: acknowledgmentNumber,
        flags: TCPSegment.Flags(rawValue: flags), payloadByteCount: byteCountOnWire - dataOffset,
        encapsulation: encapsulation),
      payload: region.reader.readRemaining())
  }
}

private let headerByteCountWithoutOptions = 20
