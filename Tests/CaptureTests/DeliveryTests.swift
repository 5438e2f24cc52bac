import TestSupport
import Testing

@testable import Capture

/// However the bytes arrive, the same comes out.
@Suite struct DeliveryTests {
  private static let files: [[UInt8]] = {
    var pcap = PcapBuilder(.nanoseconds, .big)
    for size in [0, 1, 60, 1514, 9000, 200_000] { pcap.add([UInt8](repeating: UInt8(size & 0xFF), count: size)) }
    var pcapng = PcapngBuilder()
    pcapng.addInterface()
    for size in [0, 1, 60, 1514, 9000, 300_000] { pcapng.addEnhanced([UInt8](repeating: 3, count: size)) }
    return [pcap.bytes, pcapng.bytes, mixedPcapng(), pcap.bytes.dropLast(5), pcapng.bytes.dropLast(5)]
  }()

  @Test(arguments: 0..<5)
  func byteByByte(file: Int) {
    let bytes = Self.files[file]
    #expect(Reading(ChoppedByteSource(bytes) { 1 }) == Reading(bytes))
  }

  @Test(arguments: 0..<5)
  func inRandomPieces(file: Int) {
    let bytes = Self.files[file]
    let whole = Reading(bytes)
    let seed = UInt64.random(in: 0 ... .max)
    print("DeliveryTests.inRandomPieces seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<8 {
      let largest = Int.random(in: 1...100_000, using: &generator)
      let pieces = ChoppedByteSource(bytes) { Int.random(in: 1...largest, using: &generator) }
      #expect(Reading(pieces) == whole, "seed \(seed)")
    }
  }
}
