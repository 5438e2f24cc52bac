import Testing
import WireFormat

@testable import Streams

@Suite struct DirectionStateTests {
  /// All of it, field by field, so that one that is added later is not forgotten.
  @Test func aRestartedOneIsANewOne() {
    var state = DirectionState()
    state.noteStart(1)
    state.noteStart(2)
    state.nextOffset = 7
    state.hasDelivered = true
    state.pending.insert(9..<12) { _ in
      PendingPiece(poolSlot: 1, packet: .init(number: 3, timestamp: nil), isDoubtful: true)
    }
    state.pendingByteCount = 3
    state.interest = .finished
    (state.synSequence, state.lastSequenceEnd, state.sawFIN) = (4, 5, true)
    let fresh = String(describing: DirectionState())
    let fields = Mirror(reflecting: state).children.map { String(describing: $0.value) }
    for (field, other) in zip(fields, Mirror(reflecting: DirectionState()).children) {
      #expect(field != String(describing: other.value), "\(other.label ?? "") is not tried here")
    }

    state.restart()
    #expect(String(describing: state) == fresh)
  }
}
