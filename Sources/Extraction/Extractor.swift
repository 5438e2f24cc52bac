import Capture
import Packets
import Streams
import WireFormat

/// What the user can set of an extraction.
public struct ExtractionOptions: Sendable {
  /// tcpdump's filter language, or nil.
  public var filter: String?
  /// Counts connections without a chain by whether they are on these ports; chains are taken on any port.
  public var ports = PortSet.any
  public var streamLimits = StreamLimits()
  /// Keeps a record of every connection; costs time and memory that chains alone do not.
  public var recordsConnections = false

  public init() {}
}

/// Reads one capture (`-`: standard input) from its packets to its chains.
///
/// Nothing is thrown: a file that cannot be read, or not to its end, says so in the report's `readError`,
/// and the report holds what came before.
public func extractChains(fromFile path: String, options: ExtractionOptions) -> CaptureReport {
  var report = CaptureReport(file: path)
  let reader: CaptureReader
  do throws(CaptureError) {
    reader = try CaptureReader(path: path, filter: options.filter)
  } catch {
    report.readError = error.description
    return report
  }
  extractChains(from: reader, options: options, into: &report)
  return report
}

/// Reads an opened capture into `report`.
func extractChains(from reader: CaptureReader, options: ExtractionOptions, into report: inout CaptureReport) {
  report.fingerprint = reader.fingerprint
  var decoder = PacketDecoder()
  var transport = TransportStage(file: report.file, options: options)
  var packetCount = 0
  var matchingPacketCount = 0
  do throws(CaptureError) {
    while try reader.next({ packet, bytes in
      packetCount += 1
      matchingPacketCount += packet.matchesFilter ? 1 : 0
      transport.packet = PacketReference(number: packet.number, timestamp: packet.timestamp)
      transport.isWanted = packet.matchesFilter
      decoder.decode(
        bytes, linkType: LinkType(rawValue: packet.linkType), originalByteCount: packet.originalByteCount,
        time: packet.timestamp, into: &transport)
    }) {}
  } catch {
    report.readError = error.description
  }
  report.packetCount = packetCount
  report.matchingPacketCount = matchingPacketCount
  transport.finish(into: &report)
  for index in report.chains.indices {
    report.chains[index].tunnels = decoder.encapsulations.tunnels(of: report.chains[index].encapsulation)
  }
  report.warnings += reader.warnings
  report.warnings += decoder.warnings
  if let packet = reader.cutInsidePacket {
    report.warnings.append("the file ends inside packet \(packet); all packets before it were read")
  }
}

/// From TCP segments and UDP datagrams to chains.
struct TransportStage: TransportSink, ~Copyable {
  var packet = PacketReference(number: 0, timestamp: nil)
  var isWanted = true
  private var reassembler: TCPReassembler
  private var datagrams: DatagramStage
  private var handshakes: HandshakeStage

  init(file: String, options: ExtractionOptions) {
    reassembler = TCPReassembler(limits: options.streamLimits)
    datagrams = DatagramStage(limits: options.streamLimits)
    handshakes = HandshakeStage(file: file, options: options)
  }

  mutating func receive(_ segment: TCPSegment, payload: Span<UInt8>) {
    reassembler.process(segment, payload: payload, at: packet, isWanted: isWanted, consumer: &handshakes)
  }

  mutating func receive(_ datagram: UDPDatagram, payload: Span<UInt8>) {
    datagrams.receive(datagram, payload, at: packet, isWanted: isWanted, handshakes: &handshakes) {
      reassembler.takeConnectionNumber()
    }
  }

  mutating func finish(into report: inout CaptureReport) {
    reassembler.finish(consumer: &handshakes)
    datagrams.finish(handshakes: &handshakes)
    // What was read behind a hole comes late; chains of one packet stay in the order in which they were read.
    report.chains = handshakes.collector.chains.enumerated()
      .sorted { ($0.element.packet, $0.offset) < ($1.element.packet, $1.offset) }
      .map(\.element)
    report.connections = (handshakes.collector.recorder?.records ?? []).sorted {
      ($0.lastPacket.number, $0.connection) < ($1.lastPacket.number, $1.connection)
    }
    report.quicInitialCount = datagrams.counts.quicInitials
    report.withoutChain = handshakes.withoutChain
    report.withoutChainElsewhere = handshakes.withoutChainElsewhere
    let statistics = reassembler.statistics
    report.connectionCount = statistics.connectionCount
    if statistics.holesGivenUp > 0 {
      report.warnings.append(
        "\(statistics.holesGivenUp) times too much waited behind missing bytes, and they were given up")
    }
    if statistics.connectionsEvicted > 0 {
      report.warnings.append(
        "\(statistics.connectionsEvicted) connections were closed early: too many were open at once")
    }
    if handshakes.collector.droppedMessageCount > 0 {
      report.warnings.append(
        "\(handshakes.collector.droppedMessageCount) Certificate messages were left out: their connections sent too many"
      )
    }
    report.warnings += datagrams.counts.warnings
  }
}
