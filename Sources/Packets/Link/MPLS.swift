import WireFormat

// RFC 3032, section 2.1: label stack entries, the last with S set
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                Label                  | TC  |S|       TTL     |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// Nothing says what follows. RFC 4928, section 3: routers tell by the first four bits: 4 and 6 are
// IP, 0 is the control word of a pseudowire (RFC 4385, section 3), 1 its associated channel.

extension PacketDecoder {
  mutating func decodeMPLS<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    while try region.reader.readUInt32("Label Stack Entry") & bottomOfStack == 0 {}
    if region.isPlausibleIP {
      return try decodeIP(region, depth: depth, into: &sink)
    }
    if region.reader.peekUInt8().map({ $0 >> 4 }) == 0 {
      var behindControlWord = region
      try behindControlWord.reader.skip(4, "Control Word")
      if behindControlWord.isPlausibleEthernet {
        return try decodeEthernet(behindControlWord, depth: depth + 1, into: &sink)
      }
    }
    if region.isPlausibleEthernet {
      try decodeEthernet(region, depth: depth + 1, into: &sink)
    }
  }
}

private let bottomOfStack: UInt32 = 0x100
