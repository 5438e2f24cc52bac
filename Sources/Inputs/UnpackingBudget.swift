import Capture

/// What unpacking one input has cost, against its limits. Once a limit is exceeded, everything more is refused.
///
/// Bytes are counted by stage, since what one stage gives goes through the next one: what is in an archive that is in
/// an archive is not unpacked twice.
final class UnpackingBudget {
  let limits: UnpackingLimits
  /// Which limit ended the unpacking.
  private(set) var refusal: CaptureError?
  /// Bytes of the input: its size, or what was read of it where it has none.
  private var packedByteCount: Int
  private let isSizeKnown: Bool
  private var unpackedByteCounts: [UnpackingStage: Int] = [:]
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
    \(memberCount) of \(limits.memberCount) members allowed, \(unpackedByteCounts.values.max() ?? 0) of \(limits.byteCount) bytes \
    allowed, at most \(limits.ratio) times its size
    """
  }

  func countPacked(_ byteCount: Int) {
    if !isSizeKnown { packedByteCount += byteCount }
  }

  func countUnpacked(_ byteCount: Int, _ stage: UnpackingStage) throws(CaptureError) {
    let sum = unpackedByteCounts[stage, default: 0] + byteCount
    unpackedByteCounts[stage] = sum
    try check(sum)
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

/// Of the archives of one depth, the outermost's being 0.
struct UnpackingStage: Hashable {
  enum Output { case gzip, members }

  var depth: Int
  var output: Output
}

/// Counts what comes out of gzip.
final class MeteredByteSource: ByteSource {
  private let source: any ByteSource
  private let budget: UnpackingBudget
  private let stage: UnpackingStage

  init(_ source: any ByteSource, depth: Int, _ budget: UnpackingBudget) {
    self.source = source
    self.budget = budget
    stage = UnpackingStage(depth: depth, output: .gzip)
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    let count = try source.read(into: &buffer, at: start)
    try budget.countUnpacked(count, stage)
    return count
  }
}
