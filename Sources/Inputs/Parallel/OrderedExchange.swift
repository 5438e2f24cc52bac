import Dispatch
import Synchronization

/// Where the threads of an ``OrderedWork`` put what they have, and the calling thread takes it, in order.
final class OrderedExchange<Event: Sendable>: Sendable {
  private struct Slot {
    var events: [Event] = []
    var byteCount = 0
    var isFinished = false
  }

  private struct State {
    var slots: [Int: Slot] = [:]
    /// The first that is not finished, or not handed over.
    var head = 0
    var byteCount = 0
    var isStopped = false
    /// Threads that wait for room, by what they work on.
    var waiting: [Int: DispatchSemaphore] = [:]
  }

  private let count: Int
  private let byteLimit: Int
  private let state = Mutex(State())
  /// Something has come for the calling thread.
  private let arrived = DispatchSemaphore(value: 0)

  init(count: Int, byteLimit: Int) {
    self.count = count
    self.byteLimit = byteLimit
  }

  var isStopped: Bool { state.withLock(\.isStopped) }

  /// Waits while there is no room: the head for its own events to be taken, the others for all.
  /// - Returns: whether more is wanted.
  func put(_ event: Event, _ byteCount: Int, of index: Int, waiting: DispatchSemaphore) -> Bool {
    while true {
      let isPut: Bool? = state.withLock { state in
        if state.isStopped { return nil }
        let isHead = index == state.head
        let held = isHead ? state.slots[index]?.byteCount ?? 0 : state.byteCount
        guard held < byteLimit else {
          state.waiting[index] = waiting
          return false
        }
        state.slots[index, default: Slot()].events.append(event)
        state.slots[index, default: Slot()].byteCount += byteCount
        state.byteCount += byteCount
        if isHead { arrived.signal() }
        return true
      }
      guard isPut == false else { return isPut ?? false }
      waiting.wait()
    }
  }

  func finish(_ index: Int) {
    state.withLock { state in
      state.slots[index, default: Slot()].isFinished = true
      if index == state.head { arrived.signal() }
    }
  }

  /// Hands over everything, until the end or until `sink` wants no more.
  func deliver(to sink: (Event) -> Bool) {
    while let events = takeEvents() {
      if events.isEmpty { arrived.wait() }
      for event in events where !sink(event) { return stop() }
    }
  }

  /// What the head has; empty where there is nothing yet, nil at the end.
  private func takeEvents() -> [Event]? {
    state.withLock { state in
      while state.head < count {
        let slot = state.slots[state.head] ?? Slot()
        state.byteCount -= slot.byteCount
        wakeAll(&state)
        if !slot.isFinished {
          state.slots[state.head] = nil
          return slot.events
        }
        state.slots[state.head] = nil
        state.head += 1
        if !slot.events.isEmpty { return slot.events }
      }
      return nil
    }
  }

  /// They look for themselves whether there is room now.
  private func wakeAll(_ state: inout State) {
    for semaphore in state.waiting.values { semaphore.signal() }
    state.waiting.removeAll()
  }

  private func stop() {
    state.withLock { state in
      state.isStopped = true
      wakeAll(&state)
    }
  }
}
