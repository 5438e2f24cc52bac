import Testing

@testable import Capture

@Suite struct PcapTests {
  @Test(arguments: PcapBuilder.Magic.allCases, [ByteOrder.big, .little])
  func everyMagic(_ magic: PcapBuilder.Magic, _ byteOrder: ByteOrder) {
    var file = PcapBuilder(magic, byteOrder)
    file.add([1, 2, 3], seconds: 1_700_000_000, fraction: 123_456, originalByteCount: 60)
    file.add([], seconds: 4_000_000_000, fraction: 0)

    let reading = Reading(file.bytes)
    let scale: Int64 = magic == .nanoseconds ? 1 : 1000
    #expect(reading.error == nil)
    #expect(reading.cutInsidePacket == nil)
    #expect(reading.packets.map(\.bytes) == [[1, 2, 3], []])
    #expect(reading.packets.map(\.packet.originalByteCount) == [60, 0])
    #expect(reading.nanoseconds == [1_700_000_000_000_000_000 + 123_456 * scale, 4_000_000_000_000_000_000])
    #expect(reading.numbers == [1, 2])
  }

  @Test func fractionOfMoreThanASecondIsAdded() {
    var file = PcapBuilder()
    file.add([1], seconds: 10, fraction: 2_500_000)
    #expect(Reading(file.bytes).nanoseconds == [12_500_000_000])
  }

  /// libpcap alone would cut the packet to three bytes.
  @Test func snapLenOfTheHeaderDoesNotCut() {
    var file = PcapBuilder(snapLen: 3)
    file.add([1, 2, 3, 4, 5])
    #expect(Reading(file.bytes).packets.map(\.bytes) == [[1, 2, 3, 4, 5]])
  }

  @Test func originalLengthIsNeverLessThanTheCapturedOne() {
    var file = PcapBuilder()
    file.add([1, 2, 3], originalByteCount: 1)
    #expect(Reading(file.bytes).packets.map(\.packet.originalByteCount) == [3])
  }

  /// Files hold LINKTYPE_ values, and some hold the DLT_ value of the system that wrote them.
  @Test(
    arguments: [
      (1, 1), (0, 0), (9, 9), (101, 101), (12, 101), (14, 101), (100, 100), (11, 100), (102, 102), (106, 106),
      (113, 113), (127, 127), (228, 228), (276, 276), (0x2400_0001, 1),
    ] as [(UInt32, UInt32)])
  func linkType(inFile: UInt32, expected: UInt32) {
    var file = PcapBuilder(linkType: inFile)
    file.add([1])
    #expect(Reading(file.bytes).linkTypes == [expected])
  }

  @Test(arguments: [(1, 2), (3, 0), (2, 5)] as [(UInt16, UInt16)])
  func versionThatIsNotKnown(major: UInt16, minor: UInt16) {
    let reading = Reading(PcapBuilder(version: (major, minor)).bytes)
    guard case .notACapture(let hint?) = reading.error else {
      Issue.record("\(String(describing: reading.error))")
      return
    }
    #expect(hint.contains("pcap savefile"))
  }

  @Test func absurdLengthIsDamageBehindThePacketsBefore() {
    var file = PcapBuilder()
    file.add([1, 2, 3])
    var bytes = file.bytes
    bytes += [UInt8](repeating: 0xFF, count: 100)
    let reading = Reading(bytes)
    #expect(reading.numbers == [1])
    #expect(reading.cutInsidePacket == nil)
    #expect(reading.error == .damaged(afterPacket: 1, reason: "invalid packet capture length 4294967295"))
  }

  @Test func readErrorIsTheSystems() {
    var file = PcapBuilder()
    file.add([1, 2, 3])
    let reading = Reading(FailingByteSource(file.bytes))
    #expect(reading.numbers == [1])
    #expect(reading.error == .unreadable(reason: "Input/output error"))
  }
}
