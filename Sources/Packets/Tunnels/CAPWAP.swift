import WireFormat

// RFC 5415, section 4.3: the CAPWAP header; section 4.2: its first octet, the preamble
//
//   |  Version = 0  |  Type: 0, or 1 for DTLS  |            4 bits each
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |CAPWAP Preamble|  HLEN   |   RID   | WBID    |T|F|L|W|M|K|Flags|
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |          Fragment ID          |     Frag Offset         |Rsvd |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                 (optional) Radio MAC Address, Wireless Specific Information
//
// HLEN counts four-octet units of the whole header. T: the payload is the radio's frame (802.11), else 802.3.
// F: a fragment. K: a keep-alive, which carries no frame.

extension PacketDecoder {
  mutating func decodeCAPWAP<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    guard try region.reader.readUInt8("CAPWAP Preamble") == 0 else { return }
    let flags = try region.reader.readUInt24("HLEN")
    let fragment = try region.reader.readUInt32("Fragment ID")
    let headerByteCount = (flags >> 19) * 4
    guard headerByteCount >= smallestHeader, headerByteCount - smallestHeader <= region.reader.remainingByteCount,
      flags & keepAlive == 0
    else { return }
    if flags & fragmented != 0 || fragment & fragmentOffsetMask != 0 { return skip(.fragmentedFrame) }
    try region.reader.skip(headerByteCount - smallestHeader, "Radio MAC Address")
    if flags & nativeFrame == 0 {
      guard region.isPlausibleEthernet else { return }
      enter(.capwap)
      return try decodeEthernet(region, depth: depth, into: &sink)
    }
    guard flags >> 9 & 0x1f == ieee80211Binding, depth <= nestingLimit else { return }
    enter(.capwap)
    try decode80211(region, hasPaddedHeader: false, hasSwappedControl: true, depth: depth, into: &sink)
  }
}

private let smallestHeader = 8
private let nativeFrame = 0x100
private let fragmented = 0x80
private let keepAlive = 0x08
private let fragmentOffsetMask: UInt32 = 0xfff8
private let ieee80211Binding = 1
