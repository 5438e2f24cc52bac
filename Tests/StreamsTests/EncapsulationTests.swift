@testable import Packets
import Testing
import WireFormat

@testable import Streams

@Suite struct EncapsulationTests {
  /// Segments between the same two endpoints, each in an encapsulation of its own choice.
  struct Wire: ~Copyable {
    var reassembler = TCPReassembler()
    var recorder = Recorder()
    var packetNumber = 0

    mutating func send(
      _ encapsulation: UInt32, fromClient: Bool = true, _ sequence: UInt32, _ payload: [UInt8] = [],
      flags: TCPSegment.Flags = [.ack, .psh], acknowledging: UInt32 = 0
    ) {
      packetNumber += 1
      let (client, server) = (Conversation.client, Conversation.server)
      reassembler.process(
        TCPSegment(
          source: fromClient ? client : server, destination: fromClient ? server : client, sequenceNumber: sequence,
          acknowledgmentNumber: acknowledging, flags: flags, payloadByteCount: payload.count,
          encapsulation: EncapsulationID(rawValue: encapsulation)),
        payload: payload.span, at: PacketReference(number: packetNumber, timestamp: nil), consumer: &recorder)
    }
  }

  static let one: UInt32 = 1_000
  static let other: UInt32 = 2_000_000_000

  /// Two networks with the same addresses: each way has its own encapsulation, as in GTP-U.
  @Test func interleavedConnectionsStayApart() {
    var wire = Wire()
    wire.send(1, Self.one, flags: .syn)
    wire.send(2, Self.other, flags: .syn)
    wire.send(3, fromClient: false, Self.other + 500, flags: [.syn, .ack], acknowledging: Self.other + 1)
    wire.send(4, fromClient: false, Self.one + 500, flags: [.syn, .ack], acknowledging: Self.one + 1)
    for index in UInt32(0)..<4 {
      wire.send(1, Self.one + 1 + index, [UInt8(index)], acknowledging: Self.one + 501)
      wire.send(2, Self.other + 1 + index, [UInt8(0x80 + index)], acknowledging: Self.other + 501)
      wire.send(4, fromClient: false, Self.one + 501 + index, [UInt8(0x10 + index)], acknowledging: Self.one + 1)
      wire.send(3, fromClient: false, Self.other + 501 + index, [UInt8(0x90 + index)], acknowledging: Self.other + 1)
    }
    #expect(wire.recorder.opened.count == 2)
    #expect(wire.recorder[1, .forward] == [.bytes([0, 1, 2, 3])])
    #expect(wire.recorder[2, .forward] == [.bytes([0x80, 0x81, 0x82, 0x83])])
    #expect(wire.recorder[1, .reverse] == [.bytes([0x10, 0x11, 0x12, 0x13])])
    #expect(wire.recorder[2, .reverse] == [.bytes([0x90, 0x91, 0x92, 0x93])])
    wire.reassembler.finish(consumer: &wire.recorder)
    #expect(wire.recorder.closed.sorted() == [1, 2])
    #expect(wire.reassembler.table.count == 0)
  }

  @Test func withoutTheirSYNsToo() {
    var wire = Wire()
    wire.send(1, Self.one, [1], acknowledging: 77)
    wire.send(2, Self.other, [2], acknowledging: 3_000_000_000)
    wire.send(3, fromClient: false, 3_000_000_000, [4], acknowledging: Self.other + 1)
    wire.send(4, fromClient: false, 77, [3], acknowledging: Self.one + 1)
    #expect(wire.recorder[1, .reverse] == [.bytes([3])])
    #expect(wire.recorder[2, .reverse] == [.bytes([4])])
  }

  /// A mirror port shows each packet untagged and tagged; a tag in one direction only.
  @Test func oneConnectionInSeveralEncapsulations() {
    var wire = Wire()
    for encapsulation in [UInt32(0), 9] {
      wire.send(encapsulation, Self.one, flags: .syn)
      wire.send(
        encapsulation + 20, fromClient: false, Self.other, flags: [.syn, .ack], acknowledging: Self.one + 1)
    }
    for encapsulation in [UInt32(0), 9, 10, 11, 12, 13] {
      wire.send(encapsulation, Self.one + 1, [1, 2])
      wire.send(encapsulation + 20, fromClient: false, Self.other + 1, [3, 4], acknowledging: Self.one + 3)
    }
    #expect(wire.recorder.opened.count == 1)
    #expect(wire.recorder[1, .forward] == [.bytes([1, 2])])
    #expect(wire.recorder[1, .reverse] == [.bytes([3, 4])])
  }

  @Test func portsUsedAgainInTheSameTunnel() {
    var wire = Wire()
    wire.send(1, Self.one, flags: .syn)
    wire.send(2, Self.other, flags: .syn)
    wire.send(1, Self.one + 1, [1])
    wire.send(1, 7, flags: .syn)
    wire.send(1, 8, [5])
    wire.send(2, Self.other + 1, [2])
    #expect(wire.recorder.opened.count == 3)
    #expect(wire.recorder[3, .forward] == [.bytes([5])])
    #expect(wire.recorder[2, .forward] == [.bytes([2])])
    #expect(wire.recorder.closed == [1])
  }
}
