import WireFormat

/// Takes what ``PacketDecoder`` finds in a packet. A packet can hold none, one or several.
public protocol TransportSink: ~Copyable {
  mutating func receive(_ segment: TCPSegment, payload: Span<UInt8>)
  mutating func receive(_ datagram: UDPDatagram, payload: Span<UInt8>)
}

/// Link header, then IP (fragments joined), then TCP or UDP.
public struct PacketDecoder: ~Copyable {
  public init() {}

  /// Decodes one captured packet and hands each TCP segment or UDP datagram in it to `sink`.
  public mutating func decode<Sink: TransportSink & ~Copyable>(
    _ bytes: Span<UInt8>, linkType: LinkType, originalByteCount: Int, into sink: inout Sink
  ) {
  }
}

/// A LINKTYPE_ value of the pcap and pcapng formats (https://www.tcpdump.org/linktypes.html).
public struct LinkType: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}
