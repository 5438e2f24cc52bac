import Synchronization
import Testing

@testable import Export

@Suite struct LaterBytesTests {
  @Test func theyAreThereWhenTheyAreAskedFor() {
    let files = (0..<50).map { number in
      PlannedFile(path: "\(number)", later: LaterBytes { [UInt8](repeating: UInt8(number), count: 1000) })
    }
    for (number, file) in files.enumerated() {
      #expect(file.bytes == [UInt8](repeating: UInt8(number), count: 1000))
      #expect(file.bytes.count == 1000)
    }
  }

  @Test func waitingEndsWhenTheyAreMade() {
    let isMade = Atomic(false)
    let file = PlannedFile(
      path: "a",
      later: LaterBytes {
        isMade.store(true, ordering: .sequentiallyConsistent)
        return []
      })
    file.wait()
    let isMadeNow = isMade.load(ordering: .sequentiallyConsistent)
    #expect(isMadeNow)
    PlannedFile(path: "b", bytes: [1]).wait()
  }
}
