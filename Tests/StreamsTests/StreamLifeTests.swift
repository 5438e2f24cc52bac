import Packets
import Testing
import WireFormat

@testable import Streams

@Suite struct StreamLifeTests {
  @Test func finFromBothSides() {
    var conversation = Conversation()
    conversation.open()
    conversation.send(101, [1])
    conversation.send(fromClient: false, 501, flags: [.fin, .ack])
    conversation.send(102, flags: [.fin, .ack])
    conversation.send(102, flags: [.fin, .ack])
    conversation.finish()
    let life = conversation.recorder.lives[1]
    #expect(life?.firstPacket?.number == 1)
    #expect(life?.lastPacket?.number == 6)
    #expect(life?.closings.map(\.packet.number) == [4, 5])
    #expect(life?.firstClosing?.sender == .reverse)
    #expect(life?.firstClosing?.kind == .fin)
    #expect(life?.firstReset == nil)
  }

  @Test func resetBehindFIN() {
    var conversation = Conversation()
    conversation.open()
    conversation.send(101, flags: [.fin, .ack])
    conversation.send(fromClient: false, 501, flags: .rst)
    conversation.send(fromClient: false, 501, flags: .rst)
    conversation.finish()
    let life = conversation.recorder.lives[1]
    #expect(life?.closings.map(\.kind) == [.fin, .rst])
    #expect(life?.firstReset?.packet.number == 4)
    #expect(life?.firstReset?.sender == .reverse)
  }

  @Test func refusedSYN() {
    var conversation = Conversation()
    conversation.send(100, flags: .syn)
    conversation.send(fromClient: false, 0, flags: [.rst, .ack])
    conversation.finish()
    let life = conversation.recorder.lives[1]
    #expect(life?.firstClosing?.kind == .rst)
    #expect(life?.closings.count == 1)
  }

  @Test func onlyPacketsThatPassTheFilterCount() {
    var conversation = Conversation()
    conversation.send(100, flags: .syn, isWanted: false)
    conversation.send(fromClient: false, 500, flags: [.syn, .ack])
    conversation.send(101, flags: .rst, isWanted: false)
    conversation.finish()
    let life = conversation.recorder.lives[1]
    #expect(life?.firstPacket?.number == 2)
    #expect(life?.lastPacket?.number == 2)
    #expect(life?.firstClosing == nil)
  }
}
