import Packets
import Testing
import WireFormat

@testable import Streams

@Suite struct TCPReassemblerTests {
  @Test func segmentsInOrderAreHandedOn() {
    var talk = Conversation()
    talk.open()
    talk.send(101, [1, 2, 3])
    talk.send(104, [4])
    talk.send(fromClient: false, 501, [9, 8])
    #expect(talk.recorder[1, .forward] == [.bytes([1, 2, 3, 4])])
    #expect(talk.recorder[1, .reverse] == [.bytes([9, 8])])
    #expect(talk.recorder.opened.map(\.first) == [Conversation.client])
  }

  @Test func aSegmentBehindAHoleWaitsAndCountsAtThePacketThatFillsTheHole() {
    var talk = Conversation()
    talk.open()
    talk.send(104, [4, 5])
    #expect(talk.recorder[1, .forward].isEmpty)
    talk.send(101, [1, 2, 3])
    #expect(talk.recorder[1, .forward] == [.bytes([1, 2, 3, 4, 5])])
    #expect(talk.recorder.packets[.init(connection: 1, direction: .forward)] == [4, 4])
    #expect(talk.reassembler.pool.byteCount == 0)
  }

  @Test func sequenceNumbersWrap() {
    var talk = Conversation()
    talk.send(0xffff_fffd, flags: .syn)
    talk.send(1, [4, 5])
    talk.send(0xffff_fffe, [1, 2, 3])
    #expect(talk.recorder[1, .forward] == [.bytes([1, 2, 3, 4, 5])])
  }

  @Test func retransmissionsAndOverlapsGiveEachByteOnce() {
    var talk = Conversation()
    talk.open()
    talk.send(101, [1, 2, 3])
    talk.send(101, [1, 2, 3])
    talk.send(102, [2, 3, 4, 5])
    talk.send(107, [7, 8])
    talk.send(105, [5, 6, 7, 8, 9])
    #expect(talk.recorder[1, .forward] == [.bytes([1, 2, 3, 4, 5, 6, 7, 8, 9])])
  }

  @Test func aKeepAliveByteIsNeverTakenForData() {
    var talk = Conversation()
    talk.open()
    talk.send(101, [1, 2, 3])
    talk.send(103, [0], flags: .ack)
    talk.send(104, [4])
    // The segment 105..<108 comes late, after a keep-alive with garbage for its last byte.
    talk.send(107, [0], flags: .ack)
    talk.send(108, [8])
    talk.send(105, [5, 6, 7])
    #expect(talk.recorder[1, .forward] == [.bytes([1, 2, 3, 4, 5, 6, 7, 8])])
  }

  @Test func aLostSegmentIsAGapAndTheStreamGoesOn() {
    var talk = Conversation()
    talk.open()
    talk.send(101, [1, 2])
    talk.send(108, [8, 9])
    talk.finish()
    #expect(talk.recorder[1, .forward] == [.bytes([1, 2]), .gap(5, .notCaptured), .bytes([8, 9])])
    #expect(talk.recorder.closed == [1])
  }

  @Test func tooMuchBehindAHoleMakesItAGapAtOnce() {
    var limits = StreamLimits()
    limits.pendingByteCountPerDirection = 100
    var talk = Conversation(limits: limits)
    talk.open()
    talk.send(111, [UInt8](repeating: 7, count: 101))
    #expect(talk.recorder[1, .forward] == [.gap(10, .notCaptured), .bytes([UInt8](repeating: 7, count: 101))])
    #expect(talk.reassembler.statistics.holesGivenUp == 1)
    #expect(talk.reassembler.pool.byteCount == 0)
  }

  @Test func whatTheSnapLengthCutIsAGapOfItsOwnKind() {
    var talk = Conversation()
    talk.open()
    talk.send(101, [1, 2], length: 10)
    talk.send(111, [11])
    talk.send(122, [22], length: 3)
    talk.send(112, [12], length: 10)
    #expect(
      talk.recorder[1, .forward] == [
        .bytes([1, 2]), .gap(8, .snapLength), .bytes([11, 12]), .gap(9, .snapLength), .bytes([22]),
        .gap(2, .snapLength),
      ])
  }

  @Test func aCutSegmentIsFilledFromAnotherCopy() {
    var talk = Conversation()
    talk.open()
    talk.send(103, [3], length: 3)
    talk.send(103, [3, 4, 5])
    talk.send(101, [1, 2])
    #expect(talk.recorder[1, .forward] == [.bytes([1, 2, 3, 4, 5])])
  }

  @Test func aCaptureMayStartInTheMiddle() {
    var talk = Conversation()
    talk.send(fromClient: false, 9000, [1], acknowledging: 77)
    // What the server acknowledged is where the client stands: its next segment comes first, though seen later.
    talk.send(80, [4, 5], acknowledging: 9001)
    talk.send(77, [1, 2, 3], acknowledging: 9001)
    #expect(talk.recorder[1, .forward] == [.bytes([1])])
    #expect(talk.recorder[1, .reverse] == [.bytes([1, 2, 3, 4, 5])])
  }

  @Test func dataBeforeAStartThatWasOnlyGuessed() {
    var talk = Conversation()
    // The client acknowledges 2000, but the server's bytes from 1000 on are captured later.
    talk.send(50, [1], acknowledging: 2000)
    talk.send(fromClient: false, 1002, [3, 4])
    talk.send(fromClient: false, 1004, [5])
    #expect(talk.recorder[1, .reverse] == [.bytes([3, 4, 5])])
  }

  @Test func aNewSYNOnTheSamePortsIsANewConnection() {
    var talk = Conversation()
    talk.open()
    talk.send(101, [1])
    talk.send(100, flags: .syn)  // Retransmitted, not new.
    talk.send(8000, flags: .syn)
    talk.send(8001, [2])
    #expect(talk.recorder[1, .forward] == [.bytes([1])])
    #expect(talk.recorder[2, .forward] == [.bytes([2])])
    #expect(talk.recorder.closed == [1])
  }

  @Test func portsUsedAgainWhereOnlyTheServerIsSeen() {
    var talk = Conversation()
    for start in [UInt32(500), 0x5000_0000] {
      talk.send(fromClient: false, start, flags: [.syn, .ack])
      talk.send(fromClient: false, start + 1, [UInt8(start >> 24), 2], flags: [.ack, .fin])
    }
    #expect(talk.recorder[1, .forward] == [.bytes([0, 2])])
    #expect(talk.recorder[2, .forward] == [.bytes([0x50, 2])])
  }

  @Test func whatWaitsLongestGivesWayToTheLatecomer() {
    var limits = StreamLimits()
    limits.pendingByteCount = 1000
    var reassembler = TCPReassembler(limits: limits)
    var recorder = Recorder()
    func send(port: UInt16, _ sequence: UInt32, _ payload: [UInt8], number: Int) {
      let segment = TCPSegment(
        source: Endpoint(address: IPAddress(v4: 1), port: port), destination: Conversation.server,
        sequenceNumber: sequence, acknowledgmentNumber: 0, flags: payload.isEmpty ? .syn : [.ack, .psh],
        payloadByteCount: payload.count)
      reassembler.process(
        segment, payload: payload.span, at: PacketReference(number: number, timestamp: nil), consumer: &recorder)
    }
    for port in UInt16(1)...6 {
      send(port: port, 0, [], number: Int(port) * 10)
      send(port: port, 101, [UInt8](repeating: 9, count: 200), number: Int(port) * 10 + 1)
    }
    // The last one's hole is filled: nothing of it was given up.
    send(port: 6, 1, [UInt8](repeating: 8, count: 100), number: 100)
    #expect(
      recorder[6, .forward] == [.bytes([UInt8](repeating: 8, count: 100) + [UInt8](repeating: 9, count: 200))])
    #expect(recorder[1, .forward].first == .gap(100, .notCaptured))
  }

  @Test func aSYNThatComesAfterItsDataIsNoNewConnection() {
    var talk = Conversation()
    talk.send(101, [1, 2])
    talk.send(100, flags: .syn)
    talk.send(103, [3])
    #expect(talk.recorder.opened.count == 1)
    #expect(talk.recorder[1, .forward] == [.bytes([1, 2, 3])])
  }

  @Test func dataFarAwayAfterAnEndIsANewConnection() {
    var talk = Conversation()
    talk.open()
    talk.send(101, [1], flags: [.ack, .fin])
    talk.send(0x7000_0000, [2])
    #expect(talk.recorder[2, .forward] == [.bytes([2])])
  }

  @Test(arguments: [UInt32(501), 901])
  func aSYNACKSentAgainWithAnotherNumber(start: UInt32) {
    var talk = Conversation()
    talk.open()
    talk.send(fromClient: false, 900, flags: [.syn, .ack])
    talk.send(fromClient: false, start, [1, 2])
    talk.send(fromClient: false, start + 2, [3])
    #expect(talk.recorder[1, .reverse] == [.bytes([1, 2, 3])])
    #expect(talk.recorder.opened.count == 1)
  }

  @Test func aFinishedDirectionHoldsNothing() {
    var talk = Conversation()
    talk.recorder.finishedAfter = 1
    talk.open()
    talk.send(105, [5])
    talk.send(101, [1])
    talk.send(110, [UInt8](repeating: 1, count: 1000))
    #expect(talk.reassembler.pool.byteCount == 0)
    #expect(talk.recorder[1, .forward] == [.bytes([1])])
  }

  @Test func packetsThatTheFilterRefusesCountForNumbersOnly() {
    var talk = Conversation()
    talk.send(100, flags: .syn, isWanted: false)
    talk.send(101, [1], isWanted: false)
    talk.send(9000, flags: .syn)
    talk.send(9001, [2])
    #expect(talk.recorder[1, .forward].isEmpty)
    #expect(talk.recorder[2, .forward] == [.bytes([2])])
  }

  @Test func theOldestConnectionGivesWay() {
    var limits = StreamLimits()
    limits.connectionCount = 2
    var reassembler = TCPReassembler(limits: limits)
    var recorder = Recorder()
    for port in UInt16(1)...5 {
      let segment = TCPSegment(
        source: Endpoint(address: IPAddress(v4: 1), port: port), destination: Conversation.server,
        sequenceNumber: 1, acknowledgmentNumber: 0, flags: .syn, payloadByteCount: 0)
      reassembler.process(
        segment, payload: [UInt8]().span, at: PacketReference(number: Int(port), timestamp: nil), consumer: &recorder)
    }
    #expect(recorder.closed == [1, 2, 3])
    #expect(reassembler.statistics.connectionsEvicted == 3)
    reassembler.finish(consumer: &recorder)
    #expect(recorder.closed == [1, 2, 3, 4, 5])
  }
}
