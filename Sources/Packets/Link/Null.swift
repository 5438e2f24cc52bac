import WireFormat

// https://www.tcpdump.org/linktypes.html: LINKTYPE_NULL has the protocol family in the byte order
// of the machine that captured, LINKTYPE_LOOP in network byte order:
//
//   Protocol family (4) | packet
//
// Families are small numbers, so the byte order shows by itself. AF_INET is 2 everywhere.

extension PacketDecoder {
  mutating func decodeNull<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let family = try region.reader.readUInt32("Protocol family")
    switch family > 0xffff ? family.byteSwapped : family {
    case 2: try decodeIPv4(region, depth: depth, into: &sink)
    // AF_INET6 of Linux; Windows; NetBSD, OpenBSD; FreeBSD; macOS.
    case 10, 23, 24, 28, 30: try decodeIPv6(region, depth: depth, into: &sink)
    default: break
    }
  }
}
