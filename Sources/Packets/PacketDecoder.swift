import WireFormat

/// Takes what ``PacketDecoder`` finds in a packet. A packet can hold none, one or several.
public protocol TransportSink: ~Copyable {
  mutating func receive(_ segment: TCPSegment, payload: Span<UInt8>)
  mutating func receive(_ datagram: UDPDatagram, payload: Span<UInt8>)
}

/// Link header, then IP (fragments joined, tunnels opened), then TCP or UDP.
///
/// A packet that cannot be read on ends there and is counted in ``problems``; nothing is thrown.
/// Nothing is allocated for a packet unless it is a fragment or has a problem.
public struct PacketDecoder: ~Copyable {
  /// Headers that could not be read on, by field and reason.
  public internal(set) var problems = PacketProblems()
  /// Packets that were sound but that nothing can be made of, by reason.
  public internal(set) var skipped: [SkipReason: Int] = [:]
  /// How many packets came with a link type that has no decoder.
  public internal(set) var unknownLinkTypes: [LinkType: Int] = [:]

  /// What the packets were wrapped in, by the numbers that segments and datagrams carry.
  public internal(set) var encapsulations = EncapsulationTable()

  var fragments: FragmentTable
  /// Around what is being decoded.
  var encapsulation = EncapsulationID.none
  /// Of the IP header before what is being decoded, once that may be a tunnel.
  var outerAddresses = IPAddressPair(source: IPAddress(v4: 0), destination: IPAddress(v4: 0))
  /// Number of the packet that is being decoded.
  var packetCount = 0
  var time: Timestamp?

  /// - Parameter fragmentLimits: how much of unfinished datagrams is held.
  public init(fragmentLimits: FragmentLimits = FragmentLimits()) {
    fragments = FragmentTable(limits: fragmentLimits)
  }

  /// Whether a packet holds nothing but a segment without data, SYN, FIN or RST, as most packets of many captures do.
  /// Some that do are not recognised.
  public static func isBareAcknowledgment(_ bytes: Span<UInt8>, linkType: LinkType) -> Bool {
    guard linkType == .ethernet, let plain = PlainSegment(ethernet: bytes) else { return false }
    return plain.segment.isBareAcknowledgment
  }

  /// What became of IP fragments.
  public var fragmentCounts: FragmentCounts { fragments.counts }

  /// Fragmented datagrams that were never completed, those still waiting included.
  public var incompleteDatagramCount: Int {
    fragments.counts.givenUpDatagramCount + fragments.waitingDatagramCount
  }

  /// Decodes one captured packet and hands each TCP segment or UDP datagram in it to `sink`.
  ///
  /// - Parameters:
  ///   - bytes: the packet as captured, from its link header on.
  ///   - originalByteCount: bytes that the packet had before the snap length cut it.
  ///   - number: the packet's in the capture; nil for the one behind the packet before.
  ///   - time: when it was captured, by which fragments grow old; nil leaves that to packet counts.
  public mutating func decode<Sink: TransportSink & ~Copyable>(
    _ bytes: Span<UInt8>, linkType: LinkType, originalByteCount: Int, number: Int? = nil, time: Timestamp? = nil,
    into sink: inout Sink
  ) {
    packetCount = number ?? packetCount + 1
    self.time = time
    if linkType == .ethernet, let plain = PlainSegment(ethernet: bytes) {
      return sink.receive(plain.segment, payload: bytes.extracting(plain.payload))
    }
    encapsulation = .none
    let missing = originalByteCount > bytes.count ? originalByteCount - bytes.count : 0
    do {
      try decodeLink(linkType, PacketRegion(bytes, missingByteCount: missing), depth: 0, into: &sink)
    } catch {
      problems.record(error, packet: packetCount)
    }
  }

  /// Counts a packet that ends here without being at fault.
  @inline(never)
  mutating func skip(_ reason: SkipReason) {
    skipped[reason, default: 0] += 1
  }
}

/// Encapsulations in one packet. More are an attack or a loop, not a network.
let nestingLimit = 8
