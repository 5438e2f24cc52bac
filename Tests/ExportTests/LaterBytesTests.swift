import Foundation
import Synchronization
import TestSupport
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

  @Test func whatIsTakenIsWholeAsWell() {
    let file = PlannedFile(path: "a", later: LaterBytes { put in for piece in 0..<9 { put([UInt8(piece)]) } })
    #expect(file.bytes == [0, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(Array(file.takePieces()) == (0..<9).map { [$0] })
  }

  /// Against what is in a file, however it is cut into pieces.
  @Test func aFileHoldsExactlyItsPieces() throws {
    let scratch = try Scratch()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
    func holds(_ pieces: [[UInt8]], _ content: [UInt8]) throws -> Bool? {
      try Data(content).write(to: URL(filePath: scratch.path("a")))
      return try Directory.makeAndOpen(scratch.path("")).holds(pieces, in: "a")
    }
    let pieces = [Array(bytes[..<70_000]), [], Array(bytes[70_000..<70_001]), Array(bytes[70_001...])]
    #expect(try holds(pieces, bytes) == true)
    #expect(try holds(pieces, bytes + [0]) == false)
    #expect(try holds(pieces, Array(bytes.dropLast())) == false)
    for place in [0, 65_535, 65_536, 69_999, 70_000, 70_001, 199_999] {
      var other = bytes
      other[place] ^= 1
      #expect(try holds(pieces, other) == false)
    }
    #expect(try holds([], []) == true)
    #expect(try holds([[]], [1]) == false)
    #expect(try Directory.makeAndOpen(scratch.path("")).holds([[1]], in: "b") == nil)
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
