import TestSupport
import Testing
import WireFormat

@Suite struct SlotIndexTests {
  /// Against a dictionary, with hashes that collide.
  @Test func insertFindReplaceRemove() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var index = SlotIndex()
    var hashBySlot: [Int: UInt32] = [:]
    for step in 0..<30_000 {
      let slot = Int.random(in: 0..<2000, using: &generator)
      if let hash = hashBySlot[slot] {
        #expect(index.find(hash) { $0 == slot } == slot, "seed \(seed), step \(step)")
        if Bool.random(using: &generator) {
          index.remove(slot, hash: hash)
          hashBySlot[slot] = nil
        } else if hashBySlot[slot + 2000] == nil {
          index.replace(slot, hash: hash, with: slot + 2000)
          #expect(index.find(hash) { $0 == slot + 2000 } == slot + 2000)
          index.replace(slot + 2000, hash: hash, with: slot)
        }
      } else {
        let hash = UInt32.random(in: 0..<700, using: &generator) &* 0x0101_0001
        index.insert(slot, hash: hash)
        hashBySlot[slot] = hash
      }
    }
    for slot in 0..<2000 {
      guard let hash = hashBySlot[slot] else { continue }
      #expect(index.find(hash) { $0 == slot } == slot, "seed \(seed)")
    }
    #expect(index.find(0xdead_beef) { _ in true } == nil)
  }
}
