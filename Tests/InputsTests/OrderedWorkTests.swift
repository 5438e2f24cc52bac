import Synchronization
import TestSupport
import Testing

@testable import Inputs

@Suite struct OrderedWorkTests {
  @Test(arguments: [1, 2, 7]) func orderDoesNotDependOnThreads(_ threadCount: Int) {
    let seed = UInt64.random(in: 0 ... .max)
    print("OrderedWorkTests.orderDoesNotDependOnThreads seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let sizes = (0..<200).map { _ in Int.random(in: 0...40, using: &generator) }
    var events: [[Int]] = []
    // Three bytes at a time: they wait for each other all the time.
    OrderedWork(threadCount: threadCount, byteLimit: 3).run(
      sizes.count,
      work: { index, emit in
        for number in 0..<sizes[index] { _ = emit([index, number], 1) }
      },
      sink: { event in
        events.append(event)
        return true
      })
    #expect(events == sizes.enumerated().flatMap { index, size in (0..<size).map { [index, $0] } })
  }

  @Test func nothingToDo() {
    OrderedWork(threadCount: 4).run(0, work: { _, _ in }, sink: { (_: Int) in true })
  }

  @Test(arguments: [1, 4]) func aSinkThatHasEnoughEndsTheWork(_ threadCount: Int) {
    let counted = Counted()
    var taken = 0
    OrderedWork(threadCount: threadCount, byteLimit: 100).run(
      1000,
      work: { index, emit in
        while emit(index, 10) { counted.add() }
      },
      sink: { (_: Int) in
        taken += 1
        return taken < 50
      })
    #expect(taken == 50)
    #expect(counted.value < 50 + 100)
  }

  @Test func whatIsKeptHasALimit() {
    let most = Counted()
    OrderedWork(threadCount: 3, byteLimit: 100).run(
      3,
      work: { index, emit in
        for _ in 0..<1000 {
          most.add()
          if !emit(index, 10) { return }
        }
      },
      sink: { index in
        // While the first is handed over, of the others no more than the limit has come.
        if index == 0 { #expect(most.value <= 1000 + 2 * 11 + 10) }
        return true
      })
    #expect(most.value == 3000)
  }

  private final class Counted: Sendable {
    private let count = Atomic(0)
    func add() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
  }
}
