/// What comes of captures that may be withdrawn, and of what is behind them, kept back in its order.
struct HeldEvents {
  /// By capture; 0 for what is no capture's.
  private var entries: [(capture: Int, event: RunEvent, byteCount: Int)] = []
  private var provisional: Set<Int> = []
  private(set) var byteCount = 0

  /// Whether something may still be withdrawn.
  var isHolding: Bool { !provisional.isEmpty }

  /// From now on everything is kept back, until all such captures are withdrawn or settled.
  mutating func begin(provisional capture: Int) { provisional.insert(capture) }

  mutating func hold(_ event: RunEvent, of capture: Int) {
    let eventByteCount = event.byteCount
    entries.append((capture, event, eventByteCount))
    byteCount += eventByteCount
  }

  mutating func withdraw(_ capture: Int) {
    provisional.remove(capture)
    entries.removeAll { $0.capture == capture }
    byteCount = entries.reduce(0) { $0 + $1.byteCount }
  }

  /// Everything that is held, which stands now.
  mutating func takeAll() -> [RunEvent] {
    defer { self = HeldEvents() }
    return entries.map(\.event)
  }
}
