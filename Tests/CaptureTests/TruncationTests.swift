import Testing

@testable import Capture

/// Every length to which a file can be cut: no crash, all packets before the cut, and the cut told.
@Suite struct TruncationTests {
  @Test(arguments: PcapBuilder.Magic.allCases)
  func pcap(_ magic: PcapBuilder.Magic) {
    var file = PcapBuilder(magic)
    var ends = [file.bytes.count]
    for number in 1...5 {
      file.add((0..<UInt8(number * 7)).map { $0 }, seconds: UInt32(number))
      ends.append(file.bytes.count)
    }
    expectPrefixes(file.bytes, packetEnds: ends)
  }

  @Test(arguments: [ByteOrder.big, .little])
  func pcapng(_ byteOrder: ByteOrder) {
    var file = PcapngBuilder(byteOrder)
    file.addInterface(options: [(9, [9])])
    var ends = [file.bytes.count]
    for number in 1...5 {
      let packet = (0..<UInt8(number * 7)).map { $0 }
      number.isMultiple(of: 2) ? file.addSimple(packet) : file.addEnhanced(packet, units: UInt64(number))
      ends.append(file.bytes.count)
    }
    expectPrefixes(file.bytes, packetEnds: ends)
  }

  @Test func everyKindOfBlock() {
    let bytes = mixedPcapng()
    let whole = Reading(bytes)
    for count in 0..<bytes.count {
      let reading = Reading(Array(bytes.prefix(count)))
      #expect(reading.packets == Array(whole.packets.prefix(reading.packets.count)))
    }
  }

  /// `packetEnds`: offsets behind the headers and behind each packet.
  private func expectPrefixes(_ bytes: [UInt8], packetEnds: [Int]) {
    let whole = Reading(bytes)
    #expect(whole.error == nil)
    #expect(whole.packets.count == packetEnds.count - 1)
    for count in packetEnds[0]...bytes.count {
      let expected = packetEnds.filter { $0 <= count }.count - 1
      let reading = Reading(Array(bytes.prefix(count)))
      #expect(reading.packets == Array(whole.packets.prefix(expected)))
      #expect(reading.cutInsidePacket == (packetEnds.contains(count) ? nil : expected + 1))
      #expect(reading.error == nil)
    }
    for count in 0..<packetEnds[0] {
      #expect(Reading(Array(bytes.prefix(count))).packets.isEmpty)
    }
  }
}
