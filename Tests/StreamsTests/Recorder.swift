import Packets
import WireFormat

@testable import Streams

/// Writes down what a reassembler hands out, per connection number and direction.
struct Recorder: StreamConsumer {
  struct Key: Hashable {
    var connection: Int
    var direction: StreamDirection
  }

  enum Item: Equatable {
    case bytes([UInt8])
    case gap(Int64, GapCause)
  }

  var items: [Key: [Item]] = [:]
  var packets: [Key: [Int]] = [:]
  var opened: [StreamConnection] = []
  var closed: [Int] = []
  var lives: [Int: StreamLife] = [:]
  var finishedAfter: Int?

  mutating func open(_ connection: StreamConnection) {
    opened.append(connection)
  }

  mutating func receive(
    _ bytes: Span<UInt8>, of connection: StreamConnection, _ direction: StreamDirection, at packet: PacketReference
  ) -> StreamInterest {
    let key = Key(connection: connection.number, direction: direction)
    let copy = [UInt8](copying: bytes)
    if case .bytes(let before)? = items[key]?.last {
      items[key]?.removeLast()
      items[key]?.append(.bytes(before + copy))
    } else {
      items[key, default: []].append(.bytes(copy))
    }
    packets[key, default: []].append(packet.number)
    if let finishedAfter, packets[key, default: []].count >= finishedAfter { return .finished }
    return .wanted
  }

  mutating func gap(
    byteCount: Int64, _ cause: GapCause, of connection: StreamConnection, _ direction: StreamDirection,
    at packet: PacketReference
  ) -> StreamInterest {
    items[Key(connection: connection.number, direction: direction), default: []].append(.gap(byteCount, cause))
    return .wanted
  }

  mutating func close(_ connection: StreamConnection, life: StreamLife) {
    closed.append(connection.number)
    lives[connection.number] = life
  }

  subscript(connection: Int, direction: StreamDirection) -> [Item] {
    items[Key(connection: connection, direction: direction), default: []]
  }
}

/// A conversation between two endpoints, written segment by segment.
struct Conversation: ~Copyable {
  static let client = Endpoint(address: IPAddress(v4: 0xc000_0201), port: 50_000)
  static let server = Endpoint(address: IPAddress(v4: 0xc633_6402), port: 7001)

  var reassembler: TCPReassembler
  var recorder = Recorder()
  var packetNumber = 0

  init(limits: StreamLimits = StreamLimits()) {
    reassembler = TCPReassembler(limits: limits, notesLives: true)
  }

  mutating func send(
    fromClient: Bool = true, _ sequence: UInt32, _ payload: [UInt8] = [], flags: TCPSegment.Flags = [.ack, .psh],
    acknowledging: UInt32 = 0, length: Int? = nil, isWanted: Bool = true
  ) {
    packetNumber += 1
    let segment = TCPSegment(
      source: fromClient ? Self.client : Self.server, destination: fromClient ? Self.server : Self.client,
      sequenceNumber: sequence, acknowledgmentNumber: acknowledging, flags: flags,
      payloadByteCount: length ?? payload.count)
    reassembler.process(
      segment, payload: payload.span, at: PacketReference(number: packetNumber, timestamp: nil), isWanted: isWanted,
      consumer: &recorder)
  }

  /// SYN and SYN-ACK: data of the client starts at 101, of the server at 501.
  mutating func open() {
    send(100, flags: .syn)
    send(fromClient: false, 500, flags: [.syn, .ack])
  }

  mutating func finish() {
    reassembler.finish(consumer: &recorder)
  }
}
