import Capture

/// What unpacking one input has cost, against its limits. Once a limit is exceeded, everything more is refused.
final class UnpackingBudget {
  let limits: UnpackingLimits
  /// Which limit ended the unpacking.
  private(set) var refusal: CaptureError?
  /// Bytes of the input: its size, or what was read of it where it has none.
  private var packedByteCount: Int
  private let isSizeKnown: Bool
  private var unpackedByteCount = 0
  private var memberCount = 0

  /// - Parameter packedByteCount: nil where it is not known, as for a pipe.
  init(_ limits: UnpackingLimits, packedByteCount: Int?) {
    self.limits = limits
    self.packedByteCount = packedByteCount ?? 0
    isSizeKnown = packedByteCount != nil
  }

  /// What was used of the limits, for a person.
  var text: String {
    """
    \(memberCount) of \(limits.memberCount) members allowed, \(unpackedByteCount) of \(limits.byteCount) bytes \
    allowed, at most \(limits.ratio) times its size
    """
  }

  func countPacked(_ byteCount: Int) {
    if !isSizeKnown { packedByteCount += byteCount }
  }

  func countUnpacked(_ byteCount: Int) throws(CaptureError) {
    unpackedByteCount += byteCount
    try check(unpackedByteCount)
  }

  func countMember() throws(CaptureError) {
    if let refusal { throw refusal }
    memberCount += 1
    if memberCount > limits.memberCount {
      try refuse("it has more than \(limits.memberCount) members (see --max-members)")
    }
  }

  /// - Parameter unpackedByteCount: what one stage of the unpacking came to.
  func check(_ unpackedByteCount: Int) throws(CaptureError) {
    if let refusal { throw refusal }
    if unpackedByteCount > limits.byteCount {
      try refuse("it unpacks to more than \(limits.byteCount) bytes (see --max-unpacked)")
    }
    let allowed = packedByteCount.multipliedReportingOverflow(by: limits.ratio)
    if unpackedByteCount > UnpackingLimits.ratioFloor, !allowed.overflow, unpackedByteCount > allowed.partialValue {
      try refuse("it unpacks to more than \(limits.ratio) times its size (see --max-ratio)")
    }
  }

  private func refuse(_ reason: String) throws(CaptureError) -> Never {
    let error = CaptureError.unreadable(reason: "not unpacked further: \(reason)")
    refusal = error
    throw error
  }
}

/// Checks what comes out of a stage of unpacking, whose end the next stage counts.
final class MeteredByteSource: ByteSource {
  private let source: any ByteSource
  private let budget: UnpackingBudget
  private var byteCount = 0

  init(_ source: any ByteSource, _ budget: UnpackingBudget) {
    self.source = source
    self.budget = budget
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    let count = try source.read(into: &buffer, at: start)
    byteCount += count
    try budget.check(byteCount)
    return count
  }
}
