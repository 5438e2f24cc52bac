import TestSupport
import Testing

@testable import Capture

/// Random damage: no crash, and packets before the damage are the right ones.
@Suite struct CorruptionTests {
  @Test func randomBytesChanged() {
    var pcap = PcapBuilder()
    for number in 0..<20 { pcap.add(frame(to: UInt16(7000 + number)), seconds: UInt32(number)) }
    let seed = UInt64.random(in: 0 ... .max)
    print("CorruptionTests.randomBytesChanged seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for bytes in [pcap.bytes, mixedPcapng()] {
      let whole = Reading(bytes)
      for _ in 0..<2000 {
        var damaged = bytes
        let first = Int.random(in: 0..<bytes.count, using: &generator)
        damaged[first] = UInt8.random(in: .min ... .max, using: &generator)
        for _ in 0..<Int.random(in: 0..<8, using: &generator) {
          let offset = Int.random(in: first..<bytes.count, using: &generator)
          damaged[offset] =
            [0, 0xFF, 0x7F, 0x80, UInt8.random(in: .min ... .max, using: &generator)]
            .randomElement(using: &generator) ?? 0
        }
        let reading = Reading(damaged, filter: Bool.random(using: &generator) ? "tcp port 7001" : nil)
        #expect(reading.packets.count <= bytes.count / 16, "seed \(seed)")
        if let cut = reading.cutInsidePacket { #expect(cut > (reading.numbers.last ?? 0), "seed \(seed)") }

        // What is read of the undamaged beginning alone cannot depend on what follows it.
        let before = Reading(Array(bytes.prefix(first))).packets.map(\.bytes)
        #expect(Array(reading.packets.map(\.bytes).prefix(before.count)) == before, "seed \(seed)")
        #expect(whole.packets.count >= before.count)
      }
    }
  }
}
