import Testing
import WireFormat

@testable import Capture

/// Several files read as one capture.
@Suite struct JoinedCaptureTests {
  private static let files: [[UInt8]] = [pcap(sizes: [60, 61, 62]), pcap(sizes: []), mixedPcapng(), pcap(sizes: [63])]

  @Test func packetsAreNumberedOnAndKnowTheirFile() throws {
    let whole = Self.files.flatMap { Reading($0).packets }
    let reader = try joined(Self.files)
    let packets = read(reader).packets
    #expect(packets.map(\.bytes) == whole.map(\.bytes))
    // A block in the pcapng file uses up a number.
    let numbers = [1, 2, 3] + Reading(Self.files[2]).numbers.map { $0 + 3 }
    let last = (numbers.last ?? 0) + 1
    #expect(packets.map(\.packet.number) == numbers + [last])
    #expect(reader.partNames == ["0", "1", "2", "3"])
    #expect(reader.location(ofPacket: 3) == PacketLocation(part: "0", number: 3))
    #expect(reader.location(ofPacket: 4) == PacketLocation(part: "2", number: 1))
    #expect(reader.location(ofPacket: last) == PacketLocation(part: "3", number: 1))
    #expect(reader.warnings.isEmpty && reader.cutInsidePacket == nil)
  }

  @Test func theNextPartIsAskedForWithTheLastTime() throws {
    var lastTimes: [Timestamp?] = []
    let reader = try CaptureReader(part("first", pcap(sizes: [60, 60]))) { time in
      lastTimes.append(time)
      return nil
    }
    let packets = read(reader).packets
    #expect(lastTimes == [packets[1].packet.timestamp])
    #expect(lastTimes[0] != nil)
  }

  @Test func aPlaceCanBeAskedForWhileAPacketIsLent() throws {
    let reader = try joined(Self.files)
    var parts: [String] = []
    while try reader.next({ packet, _ in parts.append(reader.location(ofPacket: packet.number).part) }) {}
    #expect(parts.prefix(4) == ["0", "0", "0", "2"])
  }

  @Test func damageEndsOneFileAndIsThrownBehindTheLast() throws {
    var damaged = Self.files[0]
    damaged.replaceSubrange((damaged.count - 62 - 8)..., with: [UInt8](repeating: 0xFF, count: 8))
    let reader = try joined([damaged, [1, 2, 3], pcap(sizes: [63])])
    let reading = read(reader)
    #expect(reading.packets.map(\.bytes.count) == [60, 61, 63])
    #expect(reading.packets.last?.packet.number == 3)
    guard case .part("0", let reason) = reading.error else {
      Issue.record("\(String(describing: reading.error))")
      return
    }
    #expect(reason.hasPrefix("damaged after packet 2"))
    #expect(reader.warnings == ["1: not a capture file (neither pcap nor pcapng)"])
  }

  /// Also behind damage: no further packets of that file, and its trouble once.
  @Test func readAheadItIsTheSame() throws {
    var numbered = PcapngBuilder()
    numbered.addInterface(linkType: 1)
    numbered.addEnhanced(frame(), units: 1)
    // A custom block, which Wireshark numbers like a packet.
    numbered.add(0x0000_0BAD) { $0.append(UInt64(1)) }
    var damaged = mixedPcapng()
    damaged.replaceSubrange((damaged.count - 60)..<(damaged.count - 56), with: [0xFF, 0xFF, 0xFF, 0xFF])
    var big = PcapBuilder(.microseconds, .big)
    for number in 0..<20 { big.add(frame(), seconds: UInt32(number)) }
    var bytes = big.bytes
    bytes.replaceSubrange((24 + 10 * 70 + 8)..<(24 + 10 * 70 + 12), with: [0x7F, 0xFF, 0xFF, 0xFF])
    for files in [[numbered.bytes, pcap(sizes: [63])], [damaged, pcap(sizes: [63])], [bytes, pcap(sizes: [63])]] {
      let reader = try joined(files)
      let expected = read(reader)
      let ahead = try joined(files)
      var (numbers, counts, error) = ([Int](), PacketCounts(), CaptureError?.none)
      do throws(CaptureError) {
        try ahead.forEach(skipping: { _, _ in false }, counts: &counts) { packet, _ in
          numbers.append(packet.number)
          return true
        }
      } catch let failure {
        error = failure
      }
      #expect(numbers == expected.packets.map(\.packet.number))
      #expect(error == expected.error && ahead.warnings == reader.warnings)
    }
    #expect(read(try joined([numbered.bytes, pcap(sizes: [63])])).packets.map(\.packet.number) == [1, 3])
  }

  @Test func aCutFileIsNamed() throws {
    let reader = try joined([Array(Self.files[0].dropLast()), Array(pcap(sizes: [5, 6]).dropLast())])
    #expect(read(reader).packets.count == 3)
    #expect(reader.warnings == ["0: the file ends inside packet 3"])
    #expect(reader.cutInsidePacket == 4)
  }

  @Test func aFilterThatDoesNotSuitEndsAll() throws {
    let reader = try joined([pcap(sizes: [60]), mixedPcapng(), pcap(sizes: [63])], filter: "ether host 2:0:0:0:0:1")
    let reading = read(reader)
    guard case .badFilter = reading.error else {
      Issue.record("\(String(describing: reading.error))")
      return
    }
    #expect(!reading.packets.contains { $0.bytes.count == 63 })
  }

  private func joined(_ files: [[UInt8]], filter: String? = nil) throws -> CaptureReader {
    var rest = try files.enumerated().map { try part(String($0.offset), $0.element) }
    let first = rest.removeFirst()
    return try CaptureReader(first, filter: filter) { _ in rest.isEmpty ? nil : rest.removeFirst() }
  }

  private func part(_ name: String, _ bytes: [UInt8]) throws -> CapturePart {
    try CapturePart(name: name, source: MemoryByteSource(bytes))
  }

  private func read(_ reader: CaptureReader) -> (packets: [ReadPacket], error: CaptureError?) {
    var packets: [ReadPacket] = []
    do throws(CaptureError) {
      while try reader.next({ packets.append(ReadPacket(packet: $0, bytes: [UInt8](copying: $1))) }) {}
    } catch {
      return (packets, error)
    }
    return (packets, nil)
  }
}

private func pcap(sizes: [Int]) -> [UInt8] {
  var pcap = PcapBuilder(.microseconds, .little)
  for size in sizes { pcap.add([UInt8](repeating: UInt8(size), count: size)) }
  return pcap.bytes
}
