import WireFormat

// https://www.radiotap.org, all little-endian
//
//   it_version (1) | it_pad (1) | it_len (2) | it_present (4, more while bit 31 is set) | fields
//
// Of the fields, which stand in the order of their bits and aligned to their size, only Flags
// (bit 1) matters here; TSFT (bit 0, eight octets) stands before it.

extension PacketDecoder {
  mutating func decodeRadiotap<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    guard depth <= nestingLimit else { return skip(.nestedTooDeep) }
    var region = region
    let start = region.reader.position
    guard try region.reader.readUInt8("it_version") == 0 else {
      throw region.reader.invalid("it_version", at: start)
    }
    try region.reader.skip(1, "it_pad")
    let length = Int(try region.reader.readUInt16("it_len").byteSwapped)
    guard length >= fixedByteCount else { throw region.reader.invalid("it_len", at: start + 2) }
    var fields = try region.reader.readChild(byteCount: length - 4, "it_present")
    let flags = try readRadiotapFlags(from: &fields)
    if flags & frameCheckSequenceIncluded != 0 { region.dropLast(4) }
    try decode80211(region, hasPaddedHeader: flags & dataPad != 0, depth: depth, into: &sink)
  }

  private func readRadiotapFlags(from fields: inout ByteReader) throws(WireError) -> UInt8 {
    let present = try fields.readUInt32("it_present").byteSwapped
    var word = present
    while word & extended != 0 { word = try fields.readUInt32("it_present").byteSwapped }
    guard present & flagsPresent != 0 else { return 0 }
    if present & timerPresent != 0 {
      // Aligned from the start of the header, of which four octets stand before these.
      try fields.skip(-(fields.position + 4) & 7, "TSFT")
      try fields.skip(8, "TSFT")
    }
    return try fields.readUInt8("Flags")
  }
}

private let fixedByteCount = 8
private let extended: UInt32 = 1 << 31
private let timerPresent: UInt32 = 1 << 0
private let flagsPresent: UInt32 = 1 << 1
private let frameCheckSequenceIncluded: UInt8 = 0x10
private let dataPad: UInt8 = 0x20
