import Testing

@testable import Capture

@Suite struct PcapngTests {
  @Test func sectionsWithInterfacesOfTheirOwn() {
    let reading = Reading(mixedPcapng())
    #expect(reading.error == nil)
    #expect(reading.warnings == [])
    // 4 is the custom block, which Wireshark lists as a packet.
    #expect(reading.numbers == [1, 2, 3, 5, 6])
    #expect(reading.linkTypes == [1, 1, 1, 101, 113])
    #expect(
      reading.nanoseconds == [
        1_500_000_000_000_001_000, nil, 1_500_000_000_000_002_000, 1_500_000_000_000_000_003,
        1_500_000_000_500_000_000,
      ])
    #expect(reading.packets.map(\.bytes.count) == [54, 100, 54, 40, 3])
    #expect(reading.packets.map(\.packet.originalByteCount) == [54, 1500, 54, 40, 99])
    #expect(reading.packets.last?.bytes == [1, 2, 3])
  }

  @Test func badPacketsEndOnlyThemselves() {
    var file = PcapngBuilder()
    file.addInterface()
    file.addEnhanced([1])
    file.addEnhanced([2], interface: 3)
    file.addEnhanced([3], interface: .max)
    file.addEnhanced([4], capturedByteCount: 5)
    file.addEnhanced([5], capturedByteCount: Int(UInt32.max))
    file.add(6) { $0.append(UInt64(0)) }
    file.add(1) { $0.append(UInt32(0)) }
    file.addEnhanced([7], interface: 1)
    file.addEnhanced([8], originalByteCount: 0)
    let reading = Reading(file.bytes)
    #expect(reading.error == nil)
    #expect(reading.packets.map(\.bytes) == [[1], [8]])
    #expect(reading.numbers == [1, 8])
    #expect(
      reading.warnings == [
        "packet 2: its interface is not described in its section (3 times)",
        "packet 4: its captured length is larger than its block (2 times)",
        "packet 6: its block is too short",
        "an interface description is too short",
      ])
  }

  @Test func interfacesOfAnotherSectionDoNotCount() {
    var file = PcapngBuilder()
    file.addInterface()
    file.addSection(.big)
    file.addEnhanced([1])
    file.addSimple([1])
    #expect(Reading(file.bytes).packets.isEmpty)
    #expect(Reading(file.bytes).warnings == ["packet 1: its interface is not described in its section (2 times)"])
  }

  @Test func simplePacketIsCutByTheSnapLen() {
    var file = PcapngBuilder()
    file.addInterface(snapLen: 5)
    file.addSimple([1, 2, 3, 4, 5], originalByteCount: 60)
    file.addSimple([1, 2, 3])
    #expect(Reading(file.bytes).packets.map(\.bytes) == [[1, 2, 3, 4, 5], [1, 2, 3]])
  }

  @Test func blockLargerThanTheBuffer() {
    let large = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
    var file = PcapngBuilder()
    file.addInterface()
    file.addEnhanced([1])
    file.add(10) { $0.append([UInt8](repeating: 1, count: 300_000)) }
    file.addEnhanced(large)
    file.addEnhanced([2])
    #expect(Reading(file.bytes).packets.map(\.bytes) == [[1], large, [2]])
  }

  @Test func damagedOptionsDoNotCostTheInterface() {
    var file = PcapngBuilder()
    file.add(1) { body in
      body.append(UInt64(1))
      body.append([9, 0, 1, 0, 9, 0, 0, 0])
      body.append([2, 0, 200, 0])
    }
    file.addEnhanced([1], units: 5)
    let reading = Reading(file.bytes)
    #expect(reading.warnings == ["an interface description's options are damaged"])
    #expect(reading.nanoseconds == [5])
  }

  @Test(arguments: [0, 4, 8, 11, 64 * 1024 * 1024 + 4, .max] as [UInt32])
  func lengthThatNoBlockHas(_ length: UInt32) {
    var file = PcapngBuilder()
    file.addInterface()
    file.addEnhanced([1])
    var block = ByteWriter(byteOrder: .little)
    block.append(UInt32(6))
    block.append(length)
    block.append(UInt64(0))
    let reading = Reading(file.bytes + block.bytes)
    #expect(reading.numbers == [1])
    #expect(
      reading.error
        == .damaged(afterPacket: 1, reason: "a block cannot have a Block Total Length of \(length)"))
  }

  @Test func lengthsThatDiffer() {
    var file = PcapngBuilder()
    file.addInterface()
    file.addEnhanced([1])
    file.addEnhanced([2])
    var bytes = file.bytes
    bytes[bytes.count - 4] ^= 4
    let reading = Reading(bytes)
    #expect(reading.numbers == [1])
    #expect(reading.error == .damaged(afterPacket: 1, reason: "a block's two lengths differ: 36 and 32"))
  }

  @Test func cutInABlockWithoutPacketIsOnlyAWarning() {
    var file = PcapngBuilder()
    file.addInterface()
    file.addEnhanced([1])
    file.add(5) { $0.append(UInt64(0)) }
    let reading = Reading(file.bytes.dropLast(2))
    #expect(reading.numbers == [1])
    #expect(reading.cutInsidePacket == nil)
    #expect(reading.warnings == ["the file ends inside a block that holds no packet"])
  }

  @Test func versionThatIsNotKnown() {
    var file = PcapngBuilder()
    file.addInterface()
    file.addEnhanced([1])
    file.addSection(.big, majorVersion: 2)
    #expect(Reading(file.bytes).error == .damaged(afterPacket: 1, reason: "pcapng version 2.0 is not known"))
    #expect(Reading(file.bytes).numbers == [1])
  }

  @Test func interfacesAreLimited() {
    var file = PcapngBuilder()
    for _ in 0..<65_537 { file.addInterface() }
    file.addEnhanced([1], interface: 65_535)
    file.addEnhanced([2], interface: 65_536)
    let reading = Reading(file.bytes)
    #expect(reading.numbers == [1])
    #expect(reading.warnings.count == 2)
  }

  @Test func readErrorIsTheSystems() {
    let reading = Reading(FailingByteSource(mixedPcapng()))
    #expect(reading.packets == Reading(mixedPcapng()).packets)
    #expect(reading.error == .unreadable(reason: "Input/output error"))
  }
}
