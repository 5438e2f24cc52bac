import CAllocationCount

/// What one stage took for one of what it works on.
struct StageTimes {
  var name: String
  /// `packet`, `certificate` or `chain`.
  var unit: String
  var nanoseconds: Double
  var allocations: Double
}

/// Runs `body`, which does `count` units of work, `passes` times; the fastest pass counts.
func measure<Failure: Error>(
  _ name: String, unit: String, count: Int, passes: Int, _ body: () throws(Failure) -> Void
) throws(Failure) -> StageTimes {
  let clock = ContinuousClock()
  var fastest = Duration.seconds(Int64.max)
  var allocations = UInt.max
  for _ in 0..<passes {
    let allocationsBefore = allocation_count()
    let begin = clock.now
    try body()
    fastest = min(fastest, clock.now - begin)
    allocations = min(allocations, allocation_count() - allocationsBefore)
  }
  let units = Double(max(count, 1))
  return StageTimes(
    name: name, unit: unit, nanoseconds: fastest / .nanoseconds(1) / units, allocations: Double(allocations) / units)
}
