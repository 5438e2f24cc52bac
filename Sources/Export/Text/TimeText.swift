import WireFormat

extension Timestamp {
  /// RFC 3339 in UTC with nine digits: `2026-11-24T21:15:15.123456000Z`.
  public var rfc3339: String {
    let (date, time) = calendarText
    return "\(date)T\(time).\(padded(nanosecondsOfSecond, 9))Z"
  }

  /// For people, as precise as most captures are: `2026-11-24 21:15:15.123456 UTC`.
  var readable: String {
    let (date, time) = calendarText
    let nanoseconds = nanosecondsOfSecond
    let fraction = nanoseconds % 1000 == 0 ? padded(nanoseconds / 1000, 6) : padded(nanoseconds, 9)
    return "\(date) \(time).\(fraction) UTC"
  }

  private var nanosecondsOfSecond: Int64 {
    let remainder = nanosecondsSinceEpoch % 1_000_000_000
    return remainder < 0 ? remainder + 1_000_000_000 : remainder
  }

  private var calendarText: (date: String, time: String) {
    let seconds = secondsSinceEpoch
    let secondOfDay = (seconds % secondsPerDay + secondsPerDay) % secondsPerDay
    let (year, month, day) = civilDate(daysSinceEpoch: (seconds - secondOfDay) / secondsPerDay)
    return (
      "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))",
      "\(padded(secondOfDay / 3600, 2)):\(padded(secondOfDay / 60 % 60, 2)):\(padded(secondOfDay % 60, 2))"
    )
  }
}

/// Days since 1970-01-01 to a date of the Gregorian calendar, after Howard Hinnant's "chrono-Compatible
/// Low-Level Date Algorithms": years start in March, so that the leap day is a year's last.
private func civilDate(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
  let shifted = daysSinceEpoch + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

private func padded(_ value: Int64, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private let secondsPerDay: Int64 = 86_400
