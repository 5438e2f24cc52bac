import CertificateChains
import Streams
import WireFormat

@testable import Extraction
@testable import Packets

/// DTLS handshakes between UDP endpoints, from the datagram on.
struct DTLSWire: ~Copyable {
  var stage: TransportStage
  private var packetNumber = 0
  private var encapsulations = EncapsulationTable()
  private(set) var report = CaptureReport(file: "")

  static let client = Endpoint(address: IPAddress(v4: 0xc000_020a), port: 25001)
  static let server = Endpoint(address: IPAddress(v4: 0xc633_6414), port: 5246)

  init(_ options: ExtractionOptions = Self.options()) {
    stage = TransportStage(file: "", options: options)
  }

  /// - Parameter flowLimit: nil for the usual one.
  static func options(flowLimit: Int? = nil) -> ExtractionOptions {
    var options = ExtractionOptions()
    options.recordsConnections = true
    if let flowLimit { options.streamLimits.datagramFlowCount = flowLimit }
    return options
  }

  /// One datagram between the client and the server.
  ///
  /// - Parameters:
  ///   - payload: records.
  ///   - clientPort: that of ``client`` if not given.
  ///   - vlan: the tag that it has; none where nil.
  ///   - missing: bytes that the snap length cut off.
  ///   - seconds: when it was captured.
  mutating func send(
    _ payload: [UInt8], fromServer: Bool = false, clientPort: UInt16 = Self.client.port,
    in vlan: UInt32? = nil, missing: Int = 0, at seconds: Int64? = nil, isWanted: Bool = true
  ) {
    packetNumber += 1
    let client = Endpoint(address: Self.client.address, port: clientPort)
    stage.packet = PacketReference(
      number: packetNumber, timestamp: seconds.map { Timestamp(nanosecondsSinceEpoch: $0 * 1_000_000_000) })
    stage.isWanted = isWanted
    stage.receive(
      UDPDatagram(
        source: fromServer ? Self.server : client, destination: fromServer ? client : Self.server,
        payloadByteCount: payload.count + missing, encapsulation: encapsulation(vlan)), payload: payload.span)
  }

  /// Of packets with this VLAN tag.
  mutating func encapsulation(_ vlan: UInt32?) -> EncapsulationID {
    guard let vlan else { return .none }
    let nobody = IPAddressPair(source: IPAddress(v4: 0), destination: IPAddress(v4: 0))
    return encapsulations.id(of: Encapsulation(outer: .none, kind: nil, identifier: vlan, addresses: nobody))
  }

  /// The capture ends.
  mutating func finish() -> CaptureReport {
    stage.finish(into: &report)
    var found = CollectedFindings()
    _ = stage.deliverFindings(encapsulations) { finding in
      found.add(finding)
      return true
    }
    found.move(into: &report)
    return report
  }

  // MARK: Messages

  /// A handshake message, or the bytes `range` of its body, in a record of its own.
  static func message(_ type: UInt8, _ sequence: UInt16, _ body: [UInt8], _ range: Range<Int>? = nil) -> [UInt8] {
    let range = range ?? 0..<body.count
    let header = [type] + be24(body.count) + be16(sequence) + be24(range.lowerBound) + be24(range.count)
    return record(22, header + Array(body[range]))
  }

  static func record(_ type: UInt8, _ content: [UInt8], epoch: UInt16 = 0) -> [UInt8] {
    [type, 0xfe, 0xfd] + be16(epoch) + [0, 0, 0, 0, 0, 9] + be16(UInt16(content.count)) + content
  }

  static func clientHello(_ random: UInt8, sequence: UInt16 = 0, serverName: String? = nil) -> [UInt8] {
    var body: [UInt8] = [0xfe, 0xfd] + [UInt8](repeating: random, count: 32) + [0, 0, 0, 2, 0xc0, 0x2f, 1, 0]
    if let serverName {
      let name = [0] + be16(UInt16(serverName.utf8.count)) + Array(serverName.utf8)
      let list = be16(0) + be16(UInt16(name.count + 2)) + be16(UInt16(name.count)) + name
      body += be16(UInt16(list.count)) + list
    }
    return message(1, sequence, body)
  }

  static func serverHello(_ random: UInt8, sequence: UInt16 = 0, extensions: [UInt8] = []) -> [UInt8] {
    message(
      2, sequence,
      [0xfe, 0xfd] + [UInt8](repeating: random, count: 32) + [0, 0xc0, 0x2f, 0] + be16(UInt16(extensions.count))
        + extensions)
  }

  static func certificateBody(_ fill: UInt8...) -> [UInt8] {
    var list: [UInt8] = []
    for byte in fill { list += be24(104) + [0x30, 0x82, 0, 100] + [UInt8](repeating: byte, count: 100) }
    return be24(list.count) + list
  }

  static func certificate(_ fill: UInt8, sequence: UInt16 = 1) -> [UInt8] {
    message(11, sequence, certificateBody(fill))
  }

  static let serverHelloDone = message(14, 2, [])

  /// From the ServerHello to its end, in one datagram.
  static func serverFlight(_ random: UInt8, certificate fill: UInt8) -> [UInt8] {
    serverHello(random) + certificate(fill) + serverHelloDone
  }

  private static func be16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xff)] }
  private static func be24(_ value: Int) -> [UInt8] { [UInt8(value >> 16 & 0xff)] + be16(UInt16(value & 0xffff)) }
}

extension ExtractedChain {
  /// The byte that its first certificate is filled with.
  var fill: UInt8? { chain.elements.first?.der.last }
}
