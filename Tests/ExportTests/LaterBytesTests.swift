import Foundation
import Synchronization
import Testing

@testable import Export

@Suite struct LaterBytesTests {
  @Test func piecesComeInOrderAndMoreThanOnce() {
    let files = (0..<50).map { number in
      PlannedFile(
        path: "\(number)",
        later: LaterBytes { put in
          for piece in 0..<number { put([UInt8](repeating: UInt8(piece), count: 1000)) }
        })
    }
    for (number, file) in files.enumerated() {
      for _ in 0..<2 {
        #expect(Array(file.pieces) == (0..<number).map { [UInt8](repeating: UInt8($0), count: 1000) })
      }
    }
  }

  /// The first one is there while the second one waits for it to be taken.
  @Test(.timeLimit(.minutes(1))) func aPieceIsThereBeforeTheNext() {
    let isTaken = DispatchSemaphore(value: 0)
    let file = PlannedFile(
      path: "a",
      later: LaterBytes { put in
        put([1])
        isTaken.wait()
        put([2])
      })
    var pieces = file.pieces
    #expect(pieces.next() == [1])
    isTaken.signal()
    #expect(pieces.next() == [2])
    #expect(pieces.next() == nil)
  }

  @Test func waitingEndsWhenTheyAreMade() {
    let isMade = Atomic(false)
    let file = PlannedFile(path: "a", later: LaterBytes { _ in isMade.store(true, ordering: .sequentiallyConsistent) })
    file.wait()
    let isMadeNow = isMade.load(ordering: .sequentiallyConsistent)
    #expect(isMadeNow)
    PlannedFile(path: "b", bytes: [1]).wait()
  }
}
