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

/// Reads one capture (`-`: standard input) from its packets to its chains, which the report holds.
///
/// Nothing is thrown: a file that cannot be read, or not to its end, says so in the report's `readError`,
/// and the report holds what came before.
public func extractChains(fromFile path: String, options: ExtractionOptions) -> CaptureReport {
  var collected = CollectedFindings()
  var report = extractChains(fromFile: path, options: options) { finding in
    collected.add(finding)
    return true
  }
  collected.move(into: &report)
  return report
}

/// Reads one capture and hands over each finding as soon as it is known. The report holds all but the findings.
///
/// Memory does not grow with the capture.
/// - Parameters:
///   - willWait: called each time before more of the file is read, which can take long for a pipe.
///   - deliver: takes the findings, in the order in which they are known, which is nearly that of their packets; false
///     ends the reading, and nothing is handed over afterwards.
public func extractChains(
  fromFile path: String, options: ExtractionOptions, willWait: (() -> Void)? = nil, deliver: (CaptureFinding) -> Bool
) -> CaptureReport {
  var report = CaptureReport(file: path)
  let reader: CaptureReader
  do throws(CaptureError) {
    reader = try CaptureReader(path: path, filter: options.filter)
  } catch {
    report.readError = error.description
    return report
  }
  extractChains(from: reader, options: options, into: &report, willWait: willWait, deliver: deliver)
  return report
}

/// Reads a capture that was opened, and hands over each finding as soon as it is known.
/// - Parameter name: the capture's, as findings and the report have it.
public func extractChains(
  from reader: CaptureReader, name: String, options: ExtractionOptions, willWait: (() -> Void)? = nil,
  deliver: (CaptureFinding) -> Bool
) -> CaptureReport {
  var report = CaptureReport(file: name)
  extractChains(from: reader, options: options, into: &report, willWait: willWait, deliver: deliver)
  return report
}

/// Reads an opened capture. Its findings go to `deliver`, all else into `report`.
func extractChains(
  from reader: CaptureReader, options: ExtractionOptions, into report: inout CaptureReport,
  willWait: (() -> Void)? = nil, deliver: (CaptureFinding) -> Bool
) {
  report.fingerprint = reader.fingerprint
  var decoder = PacketDecoder()
  var transport = TransportStage(file: report.file, options: options)
  var counts = PacketCounts()
  let skipsBareAcknowledgments = !options.recordsConnections
  var goesOn = true
  do throws(CaptureError) {
    try reader.forEach(
      skipping: { packet, bytes in
        skipsBareAcknowledgments
          && PacketDecoder.isBareAcknowledgment(bytes, linkType: LinkType(rawValue: packet.linkType))
      }, counts: &counts, willWait: willWait
    ) { packet, bytes in
      transport.packet = PacketReference(number: packet.number, timestamp: packet.timestamp)
      transport.isWanted = packet.matchesFilter
      decoder.decode(
        bytes, linkType: LinkType(rawValue: packet.linkType), originalByteCount: packet.originalByteCount,
        number: packet.number, time: packet.timestamp, into: &transport)
      if transport.hasFindings { goesOn = transport.deliverFindings(decoder.encapsulations, deliver) }
      return goesOn
    }
  } catch {
    report.readError = error.description
  }
  report.packetCount = counts.read
  report.matchingPacketCount = counts.matching
  transport.finish(into: &report)
  if goesOn { _ = transport.deliverFindings(decoder.encapsulations, deliver) }
  report.warnings += reader.warnings
  report.warnings += decoder.warnings
  if options.filter != nil, !decoder.encapsulations.isEmpty {
    report.warnings.append(
      "packets have VLAN tags or come through tunnels, of which the filter sees the outer headers only; "
        + "for tagged ones it is written as 'vlan and port 443'")
  }
  if let packet = reader.cutInsidePacket {
    report.isCut = true
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
    reassembler = TCPReassembler(limits: options.streamLimits, notesLives: options.recordsConnections)
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

  var hasFindings: Bool { !handshakes.collector.findings.isEmpty }

  /// - Parameter encapsulations: asked for where a chain came in one.
  /// - Returns: whether more is wanted.
  mutating func deliverFindings(
    _ encapsulations: @autoclosure () -> EncapsulationTable, _ deliver: (CaptureFinding) -> Bool
  ) -> Bool {
    defer { handshakes.collector.forgetFindings() }
    for index in handshakes.collector.findings.indices {
      handshakes.collector.noteTunnels(ofFinding: index, encapsulations())
      if !deliver(handshakes.collector.findings[index]) { return false }
    }
    return true
  }

  mutating func finish(into report: inout CaptureReport) {
    reassembler.finish(consumer: &handshakes)
    datagrams.finish(handshakes: &handshakes)
    handshakes.collector.sortFindings()
    report.quicInitialCount = datagrams.counts.quicInitials
    report.withoutChain = handshakes.withoutChain
    report.withoutChainElsewhere = handshakes.withoutChainElsewhere
    let statistics = reassembler.statistics
    report.connectionCount = statistics.connectionCount
    report.matchingConnectionCount = handshakes.connectionCount
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
