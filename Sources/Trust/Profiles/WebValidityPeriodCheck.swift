import CertificateChains

/// A server's certificate lives no longer than browsers accept.
///
/// Source: CA/Browser Forum, Baseline Requirements 6.3.2, the longest period by the day of issue: 39 months from 2015-04-01,
/// 825 days from 2018-03-01 (ballot 193), 398 from 2020-09-01 (SC31), 200, 100 and 47 from 2026-03-15, 2027-03-15 and
/// 2029-03-15 (SC-081v3).
struct WebValidityPeriodCheck: CertificateCheck {
  let name = CheckName.webValidityPeriod

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf, let begin = leaf.fields.notBefore?.secondsSinceEpoch,
      let end = leaf.fields.notAfter?.secondsSinceEpoch
    else { return [] }
    let issued = CertificateTime(secondsSinceEpoch: begin).text
    guard let most = periods.last(where: { $0.from <= issued })?.days else { return [] }
    // The last second counts, too.
    let (seconds, overflow) = end.subtractingReportingOverflow(begin)
    let days = overflow ? Int64.max : (max(seconds, 0) + 86_400) / 86_400
    return [
      days <= most
        ? ok("lives \(days) days, of \(most) at most")
        : fault("lives \(days) days; browsers accept \(most) at most for one issued then", at: leaf)
    ]
  }
}

/// Days at most, by the day of issue.
private let periods: [(from: String, days: Int64)] = [
  ("2015-04-01", 1187), ("2018-03-01", 825), ("2020-09-01", 398), ("2026-03-15", 200), ("2027-03-15", 100),
  ("2029-03-15", 47),
]
