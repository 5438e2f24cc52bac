import CertificateChains
import WireFormat

extension Timestamp {
  /// Reads back what an export writes: RFC 3339 in UTC, with up to nine digits behind the point.
  init?(rfc3339 text: String) {
    guard let seconds = CertificateTime(rfc3339: text)?.secondsSinceEpoch else { return nil }
    let digits = text.split(separator: ".", maxSplits: 1).dropFirst().first?.prefix { $0.isNumber } ?? ""
    let padded = digits.prefix(9) + String(repeating: "0", count: max(0, 9 - digits.count))
    let (nanoseconds, isTooLate) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !isTooLate, let fraction = Int64(padded) else { return nil }
    self.init(nanosecondsSinceEpoch: nanoseconds &+ fraction)
  }
}
