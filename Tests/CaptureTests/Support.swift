import WireFormat

@testable import Capture

struct ReadPacket: Equatable {
  var packet: CapturedPacket
  var bytes: [UInt8]
}

/// All that a reader gives.
struct Reading: Equatable {
  var packets: [ReadPacket] = []
  var cutInsidePacket: Int?
  var warnings: [String] = []
  var error: CaptureError?

  init(_ source: any ByteSource, filter: String? = nil) {
    do throws(CaptureError) {
      let reader = try CaptureReader(source: source, filter: filter)
      defer { (cutInsidePacket, warnings) = (reader.cutInsidePacket, reader.warnings) }
      while try reader.next({ packets.append(ReadPacket(packet: $0, bytes: [UInt8](copying: $1))) }) {}
    } catch {
      self.error = error
    }
  }

  init(_ bytes: [UInt8], filter: String? = nil) {
    self.init(MemoryByteSource(bytes), filter: filter)
  }

  var numbers: [Int] { packets.map(\.packet.number) }
  var linkTypes: [UInt32] { packets.map(\.packet.linkType) }
  var nanoseconds: [Int64?] { packets.map { $0.packet.timestamp?.nanosecondsSinceEpoch } }
  var matches: [Bool] { packets.map(\.packet.matchesFilter) }
}

/// Gives its bytes in pieces of the sizes that `nextSize` says.
final class ChoppedByteSource: ByteSource {
  private let bytes: [UInt8]
  private let nextSize: () -> Int
  private var position = 0

  init(_ bytes: [UInt8], nextSize: @escaping () -> Int) {
    self.bytes = bytes
    self.nextSize = nextSize
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) -> Int {
    let count = min(max(nextSize(), 1), buffer.count - start, bytes.count - position)
    for offset in 0..<count { buffer[start + offset] = bytes[position + offset] }
    position += count
    return count
  }
}

/// Gives its bytes, then fails as a disk does.
final class FailingByteSource: ByteSource {
  private let source: MemoryByteSource

  init(_ bytes: [UInt8]) {
    source = MemoryByteSource(bytes)
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    let count = source.read(into: &buffer, at: start)
    if count == 0 { throw .unreadable(reason: "Input/output error") }
    return count
  }
}

/// An Ethernet frame with IPv4 and the TCP or UDP ports given; enough for a filter.
func frame(protocol number: UInt8 = 6, from source: UInt16 = 1024, to destination: UInt16 = 7001) -> [UInt8] {
  var writer = ByteWriter(byteOrder: .big)
  writer.append([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00])
  writer.append(ipPacket(protocol: number, from: source, to: destination))
  return writer.bytes
}

func ipPacket(protocol number: UInt8 = 6, from source: UInt16 = 1024, to destination: UInt16 = 7001) -> [UInt8] {
  var writer = ByteWriter(byteOrder: .big)
  writer.append([0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, number, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2])
  writer.append(source)
  writer.append(destination)
  writer.append([0, 0, 0, 1, 0, 0, 0, 0, 0x50, 0x10, 0, 0, 0, 0, 0, 0])
  return writer.bytes
}

/// Every kind of block and both byte orders, with two sections.
func mixedPcapng() -> [UInt8] {
  var file = PcapngBuilder(.big)
  file.addInterface(linkType: 1, snapLen: 100)
  file.add(4) { $0.append(UInt32(0)) }
  file.addEnhanced(frame(), units: 1_500_000_000_000_001)
  file.addSimple([UInt8](repeating: 7, count: 100), originalByteCount: 1500)
  file.addObsolete(frame(to: 443), units: 1_500_000_000_000_002)
  file.addSection(.little)
  file.addInterface(linkType: 101, options: [(9, [9])])
  file.addInterface(linkType: 113, snapLen: 96, options: [(9, [0x80 | 10]), (13, [4])])
  file.add(0x0000_0BAD) { $0.append(UInt64(1)) }
  file.addEnhanced(ipPacket(), interface: 0, units: 1_500_000_000_000_000_003)
  file.addEnhanced([1, 2, 3], interface: 1, units: 1_500_000_000 * 1024 + 512, originalByteCount: 99)
  file.add(5) { $0.append(UInt64(1)) }
  return file.bytes
}
