import Dispatch
import Synchronization

/// Bytes that are being made on another thread, piece by piece, while those that are there are written.
final class LaterBytes: Sendable {
  /// Takes the next piece.
  typealias Put = (_ piece: [UInt8]) -> Void

  private struct State {
    var pieces: [[UInt8]] = []
    /// Of these, the first ones that were handed out for the last time.
    var takenCount = 0
    var isComplete = false
  }

  private let state = Mutex(State())
  private let making = DispatchGroup()
  /// Signalled for each change.
  private let changed = DispatchSemaphore(value: 0)

  /// Begins at once.
  init(_ make: @escaping @Sendable (_ put: Put) -> Void) {
    // A queue of its own has a thread of its own; a global one's threads may all be waiting for bytes.
    DispatchQueue(label: "pcapcert.later", qos: .userInitiated).async(group: making) { [self] in
      make { piece in
        state.withLock { $0.pieces.append(piece) }
        changed.signal()
      }
      state.withLock { $0.isComplete = true }
      changed.signal()
    }
  }

  func wait() { making.wait() }

  /// Waits until the piece is made; nil behind the last one. One thread at a time may wait.
  /// - Parameter isTaken: nobody will ask for it again, and its memory can be used for those to come.
  func piece(_ number: Int, isTaken: Bool) -> [UInt8]? {
    while true {
      let (piece, isComplete) = state.withLock { state -> ([UInt8]?, Bool) in
        precondition(number >= state.takenCount, "a piece is asked for that was taken")
        guard number < state.pieces.count else { return (nil, state.isComplete) }
        guard isTaken else { return (state.pieces[number], state.isComplete) }
        state.takenCount = number + 1
        return (exchange(&state.pieces[number], with: []), state.isComplete)
      }
      if piece != nil || isComplete { return piece }
      changed.wait()
    }
  }
}
