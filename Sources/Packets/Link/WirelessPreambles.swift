import WireFormat

// Headers that other systems put before 802.11 frames; all that matters is how long they are.
//
// AVS (http://www.tcpdump.org/linktypes: LINKTYPE_IEEE802_11_AVS), big-endian:
//   version (4), 0x802110xx | length of this header (4) | ...
// Prism (LINKTYPE_IEEE802_11_PRISM), in the byte order of the machine that captured:
//   message code (4) | message length, with this header (4) | ...
// PPI (https://www.tcpdump.org/linktypes/LINKTYPE_PPI.html), little-endian:
//   pph_version (1) | pph_flags (1) | pph_len (2), with the fields | pph_dlt (4) | fields
// PPI fields: pfh_type (2) | pfh_datalen (2) | data. Type 2 is 802.11-Common:
//   TSFT (8) | Flags (2), bit 0: FCS present | ...

extension PacketDecoder {
  mutating func decodeAVS<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    try region.reader.skip(4, "version")
    let length = Int(try region.reader.readUInt32("length"))
    try region.reader.skip(length - 8, "length")
    try decode80211(region, hasPaddedHeader: false, depth: depth, into: &sink)
  }

  mutating func decodePrism<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    let avs = region
    var region = region
    let code = try region.reader.readUInt32("msgcode")
    // Some drivers write the AVS header under Prism's link type.
    if code & 0xffff_f000 == avsMagic { return try decodeAVS(avs, depth: depth, into: &sink) }
    let length = try region.reader.readUInt32("msglen")
    try region.reader.skip(Int(code > 0xffff ? length.byteSwapped : length) - 8, "msglen")
    try decode80211(region, hasPaddedHeader: false, depth: depth, into: &sink)
  }

  mutating func decodePPI<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    guard depth <= nestingLimit else { return skip(.nestedTooDeep) }
    var region = region
    try region.reader.skip(2, "pph_version")
    let length = Int(try region.reader.readUInt16("pph_len").byteSwapped)
    let linkType = LinkType(rawValue: try region.reader.readUInt32("pph_dlt").byteSwapped)
    var fields = try region.reader.readChild(byteCount: length - 8, "pph_len")
    if linkType == .ieee80211, try hasFrameCheckSequence(&fields) { region.dropLast(4) }
    try decodeLink(linkType, region, depth: depth + 1, into: &sink)
  }

  private func hasFrameCheckSequence(_ fields: inout ByteReader) throws(WireError) -> Bool {
    while fields.remainingByteCount >= 4 {
      let type = try fields.readUInt16("pfh_type").byteSwapped
      var data = try fields.readChild(byteCount: Int(fields.readUInt16("pfh_datalen").byteSwapped), "pfh_datalen")
      guard type == ieee80211Common else { continue }
      try data.skip(8, "TSFT")
      return try data.readUInt16("Flags").byteSwapped & 1 != 0
    }
    return false
  }
}

private let avsMagic: UInt32 = 0x8021_1000
private let ieee80211Common: UInt16 = 2
