import Dispatch
import Synchronization

/// Works on several things side by side and hands over what comes of each in their order, whatever the number of
/// threads.
///
/// What comes of the first unfinished one is handed over as it comes; what comes of the others is kept until it is
/// their turn, up to a limit of bytes, at which they wait.
public struct OrderedWork: Sendable {
  /// Takes what comes of one thing, with roughly the bytes that it takes to keep it, asked for where it is kept;
  /// false: no more is wanted.
  public typealias Emit<Event> = (_ event: Event, _ byteCount: @autoclosure () -> Int) -> Bool

  private let threadCount: Int
  private let byteLimit: Int

  /// - Parameters:
  ///   - threadCount: of threads, which is worth no more than there are cores.
  ///   - byteLimit: of what is kept until it is its turn.
  public init(threadCount: Int, byteLimit: Int = 32 << 20) {
    self.threadCount = max(1, threadCount)
    self.byteLimit = byteLimit
  }

  /// Works on 0, 1, ... `count` - 1.
  /// - Parameters:
  ///   - work: works on one of them, on any thread.
  ///   - sink: takes the events, on the calling thread; false ends all work.
  public func run<Event: Sendable>(
    _ count: Int, work: @escaping @Sendable (_ index: Int, _ emit: Emit<Event>) -> Void, sink: (Event) -> Bool
  ) {
    // Nothing is to be kept where one is worked on at a time.
    guard count > 1 && threadCount > 1 else {
      var isWanted = true
      for index in 0..<count where isWanted {
        work(index) { event, _ in
          if isWanted { isWanted = sink(event) }
          return isWanted
        }
      }
      return
    }
    let exchange = OrderedExchange<Event>(count: count, byteLimit: byteLimit)
    let counter = Counter()
    let group = DispatchGroup()
    for _ in 0..<min(threadCount, count) {
      // A queue of its own has a thread of its own, whatever else waits.
      DispatchQueue(label: "pcapcert.work", qos: .userInitiated).async(group: group) {
        while !exchange.isStopped {
          let index = counter.next()
          guard index < count else { return }
          let wait = DispatchSemaphore(value: 0)
          work(index) { event, byteCount in exchange.put(event, byteCount(), of: index, waiting: wait) }
          exchange.finish(index)
        }
      }
    }
    exchange.deliver(to: sink)
    group.wait()
  }
}

/// Counts what was begun.
private final class Counter: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
}
