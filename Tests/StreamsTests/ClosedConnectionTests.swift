import BasicContainers
import Packets
import Testing
import WireFormat

@testable import Streams

/// Connections that ended are remembered for a while, then forgotten.
@Suite struct ClosedConnectionTests {
  private static let server = Endpoint(address: IPAddress(v4: 0xc633_6402), port: 7001)

  /// Whole connections, one after the other, from as many ports.
  private struct Exchange: ~Copyable {
    var reassembler: TCPReassembler
    var recorder = Recorder()
    var packetNumber = 0
    var seconds: Int64 = 0

    init(_ limits: StreamLimits, notesLives: Bool = false) {
      reassembler = TCPReassembler(limits: limits, notesLives: notesLives)
    }

    mutating func send(
      _ port: Int, fromClient: Bool = true, _ sequence: UInt32, _ flags: TCPSegment.Flags, _ payload: [UInt8] = []
    ) {
      packetNumber += 1
      let client = Endpoint(address: IPAddress(v4: 0xc000_0201), port: UInt16(port))
      let segment = TCPSegment(
        source: fromClient ? client : ClosedConnectionTests.server,
        destination: fromClient ? ClosedConnectionTests.server : client, sequenceNumber: sequence,
        acknowledgmentNumber: 0, flags: flags, payloadByteCount: payload.count)
      let time = Timestamp(nanosecondsSinceEpoch: seconds * 1_000_000_000)
      reassembler.process(
        segment, payload: payload.span, at: PacketReference(number: packetNumber, timestamp: time),
        consumer: &recorder)
    }

    mutating func connection(_ port: Int) {
      send(port, 100, .syn)
      send(port, fromClient: false, 500, [.syn, .ack])
      send(port, 101, [.ack, .psh], [1, 2, 3])
      send(port, 104, [.fin, .ack])
      send(port, fromClient: false, 501, [.fin, .ack])
    }
  }

  @Test func theOldestGoesWhenThereAreTooMany() {
    var limits = StreamLimits()
    limits.closedConnectionCount = 3
    var exchange = Exchange(limits)
    for port in 1...3 { exchange.connection(port) }
    #expect(exchange.recorder.closed.isEmpty)
    // Sent again: still the first connection's.
    exchange.send(1, 101, [.ack, .psh], [1, 2, 3])
    exchange.connection(4)
    exchange.connection(5)
    #expect(exchange.recorder.closed == [2, 3], "the first one was used since")
    #expect(exchange.recorder.opened.map(\.number) == [1, 2, 3, 4, 5])
    exchange.reassembler.finish(consumer: &exchange.recorder)
    #expect(exchange.recorder.closed == [2, 3, 1, 4, 5])
  }

  @Test func memoryDoesNotGrow() {
    var exchange = Exchange(StreamLimits())
    for port in 1...20_000 { exchange.connection(port) }
    #expect(exchange.reassembler.table.slots.count <= StreamLimits().closedConnectionCount + 2)
    #expect(exchange.recorder.opened.count == 20_000)
  }

  @Test func timeAndPacketsTogether() {
    var limits = StreamLimits()
    limits.closedPacketCount = 8
    limits.closedNanoseconds = 5_000_000_000
    var exchange = Exchange(limits)
    exchange.connection(1)
    exchange.seconds = 6
    exchange.connection(2)
    #expect(exchange.recorder.closed.isEmpty, "long ago, but few packets since")
    exchange.connection(3)
    #expect(exchange.recorder.closed == [1])
    exchange.connection(4)
    #expect(exchange.recorder.closed == [1], "many packets, but not long ago")
  }

  @Test func oneThatGoesOnIsKept() {
    var limits = StreamLimits()
    limits.closedPacketCount = 5
    limits.closedNanoseconds = 1_000_000_000
    var exchange = Exchange(limits)
    exchange.connection(1)
    for second in 2...20 {
      exchange.seconds = Int64(second)
      exchange.send(1, 101, [.ack, .psh], [1, 2, 3])
      exchange.connection(second)
    }
    #expect(!exchange.recorder.closed.contains(1))
    #expect(exchange.recorder.closed.contains(2))
  }

  /// A stray RST ends nothing, however many connections end beside it.
  @Test func oneThatGoesOnIsKeptAmongMany() {
    var limits = StreamLimits()
    limits.closedConnectionCount = 8
    var exchange = Exchange(limits)
    exchange.connection(1)
    exchange.send(2, 100, .syn)
    exchange.send(2, fromClient: false, 9, .rst)
    for port in 3...100 {
      exchange.connection(port)
      exchange.send(2, 101 + UInt32(port), [.ack, .psh], [1])
    }
    #expect(exchange.recorder.opened.count == 100)
    #expect(!exchange.recorder.closed.contains(2))
    #expect(exchange.recorder.closed.contains(90))
    #expect(exchange.reassembler.table.slots.count <= 11)
  }

  /// Acknowledgments without data keep no connection alive: who does not note lives never gets them.
  @Test func numbersDoNotDependOnLives() {
    var limits = StreamLimits()
    limits.closedPacketCount = 5
    limits.closedNanoseconds = 1_000_000_000
    let numbers = [false, true].map { notesLives in
      var exchange = Exchange(limits, notesLives: notesLives)
      exchange.connection(1)
      for second in 2...5 {
        exchange.seconds = Int64(second)
        exchange.send(1, 105, .ack)
        exchange.connection(second)
      }
      exchange.send(1, 101, [.ack, .psh], [1, 2, 3])
      return exchange.recorder.opened.map { [$0.number, Int($0.first.port)] }
    }
    #expect(numbers[0] == numbers[1])
    #expect(numbers[0].last == [6, 1], "the first one was forgotten")
  }

  @Test func aResetEndsAtOnce() {
    var limits = StreamLimits()
    limits.closedConnectionCount = 0
    var exchange = Exchange(limits)
    exchange.send(1, 100, .syn)
    exchange.send(1, fromClient: false, 500, [.rst, .ack])
    exchange.send(2, 100, .syn)
    exchange.send(2, 101, [.fin, .ack])
    exchange.send(3, 100, .syn)
    #expect(exchange.recorder.closed == [1], "one FIN is half a close")
  }

  /// The table is full: one that was idle goes, not one that is at work.
  @Test func theIdleGiveWay() {
    var limits = StreamLimits()
    limits.connectionCount = 8
    var exchange = Exchange(limits)
    for port in 1...8 { exchange.send(port, 100, .syn) }
    exchange.send(1, 101, [.ack, .psh], [1])
    exchange.send(9, 100, .syn)
    #expect(exchange.recorder.closed == [2])
    #expect(exchange.reassembler.statistics.connectionsEvicted == 1)
  }
}
