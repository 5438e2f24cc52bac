import Packets

/// The ports the user asked for: `any`, or single ports and ranges.
public struct PortSet: Sendable, Equatable {
  /// Nil for `any`.
  public let ranges: [ClosedRange<UInt16>]?

  public static let any = PortSet(ranges: nil)

  public init(ranges: [ClosedRange<UInt16>]?) {
    self.ranges = ranges
  }

  /// Reads `7001`, `5061,8443`, `7000-7010`, `any` and mixtures; nil for anything else.
  public init?(text: String) {
    if text == "any" {
      self = .any
      return
    }
    var ranges: [ClosedRange<UInt16>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      guard let first = UInt16(ends[0]), ends.count <= 2, let last = UInt16(ends[ends.count - 1]), first <= last
      else { return nil }
      ranges.append(first...last)
    }
    self.ranges = ranges
  }

  /// The ports of all `sets`.
  public init(union sets: [PortSet]) {
    let ranges = sets.map(\.ranges)
    self.ranges = ranges.contains(nil) ? nil : ranges.flatMap { $0 ?? [] }
  }

  public func contains(_ port: UInt16) -> Bool {
    guard let ranges else { return true }
    return ranges.contains { $0.contains(port) }
  }

  /// A connection matches if the port of either end does.
  public func matches(_ one: Endpoint, _ other: Endpoint) -> Bool {
    contains(one.port) || contains(other.port)
  }
}

extension PortSet: CustomStringConvertible {
  public var description: String {
    guard let ranges else { return "any" }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
