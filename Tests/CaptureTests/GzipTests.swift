import TestSupport
import Testing

@testable import Capture

/// A gzip'd capture reads as the plain one.
@Suite struct GzipTests {
  private static let plain: [UInt8] = {
    var pcap = PcapBuilder(.microseconds, .little)
    for size in [60, 1514, 0, 300, 70_000] { pcap.add([UInt8](repeating: UInt8(size & 0xFF), count: size)) }
    return pcap.bytes
  }()

  @Test func readsAsThePlainCapture() {
    let reading = Reading(gzip(Self.plain))
    #expect(reading == Reading(Self.plain))
    #expect(reading.packets.count == 5)
  }

  @Test func severalMembersAreOneFile() {
    let half = Self.plain.count / 2
    let members = gzip(Array(Self.plain[..<half])) + gzip([]) + gzip(Array(Self.plain[half...]))
    #expect(Reading(members + [0, 0, 0]) == Reading(Self.plain))
  }

  @Test func byteByByteAndInRandomPieces() {
    let bytes = gzip(Self.plain)
    #expect(Reading(ChoppedByteSource(bytes) { 1 }) == Reading(Self.plain))
    let seed = UInt64.random(in: 0 ... .max)
    print("GzipTests.byteByByteAndInRandomPieces seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    #expect(Reading(ChoppedByteSource(bytes) { Int.random(in: 1...40_000, using: &generator) }) == Reading(Self.plain))
  }

  @Test func cutAtEachLengthItGivesThePacketsBefore() {
    let bytes = gzip(Array(Self.plain.prefix(2_200)))
    let whole = Reading(Self.plain)
    for length in 18..<bytes.count {
      let reading = Reading(Array(bytes[..<length]))
      #expect(reading.packets == Array(whole.packets.prefix(reading.packets.count)))
      if reading.error == nil { #expect(reading.warnings.contains { $0.hasPrefix("the gzip data is cut") }) }
    }
    #expect(Reading(Array(bytes.dropLast(8))).packets.count == 4)
  }

  @Test func damageGivesThePacketsBeforeAndAReason() {
    var bytes = gzip(Self.plain)
    bytes[bytes.count - 6] ^= 0xFF  // In the checksum.
    let reading = Reading(bytes)
    #expect(reading.packets == Reading(Self.plain).packets)
    var broken = gzip(Self.plain)
    broken[10 + 5 + 65_535] = 0x07  // The second block's header: a type that there is not.
    let brokenReading = Reading(broken)
    #expect(brokenReading.packets.count == 4)
    #expect(brokenReading.error?.description.contains("gzip data is damaged") == true)
  }

  @Test func whatIsNoCaptureInsideIsNamed() {
    let reading = Reading(gzip(Array("-----BEGIN CERTIFICATE-----".utf8)))
    #expect(
      reading.error
        == .notACapture(hint: "compressed with gzip; inside: a PEM file: certificates or keys, no packets"))
  }

  @Test func randomDamageNeverTraps() {
    let seed = UInt64.random(in: 0 ... .max)
    print("GzipTests.randomDamageNeverTraps seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let bytes = gzip(Array(Self.plain.prefix(2_200)))
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<3 { damaged[Int.random(in: 0..<damaged.count, using: &generator)] ^= 1 << UInt8.random(in: 0...7) }
      #expect(Reading(damaged).packets.count <= 10)
    }
  }
}
