import CertificateChains
import WireFormat

extension Timestamp {
  /// RFC 3339 in UTC with nine digits: `2026-11-24T21:15:15.123456000Z`.
  public var rfc3339: String {
    var text = TextBuffer()
    appendRFC3339(to: &text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  func appendRFC3339(to text: inout TextBuffer) {
    appendCalendar(to: &text, separator: "T")
    text.append(".")
    text.appendDecimal(Int(nanosecondsOfSecond), width: 9)
    text.append("Z")
  }

  /// For people, as precise as most captures are: `2026-11-24 21:15:15.123456 UTC`.
  var readable: String {
    var text = TextBuffer()
    appendCalendar(to: &text, separator: " ")
    text.append(".")
    let nanoseconds = nanosecondsOfSecond
    let isWholeMicroseconds = nanoseconds % 1000 == 0
    text.appendDecimal(Int(isWholeMicroseconds ? nanoseconds / 1000 : nanoseconds), width: isWholeMicroseconds ? 6 : 9)
    return String(decoding: text.bytes, as: UTF8.self) + " UTC"
  }

  private var nanosecondsOfSecond: Int64 {
    let remainder = nanosecondsSinceEpoch % 1_000_000_000
    return remainder < 0 ? remainder + 1_000_000_000 : remainder
  }

  /// Years from 1677 to 2262, which a ``Timestamp`` can hold, have four digits.
  private func appendCalendar(to text: inout TextBuffer, separator: StaticString) {
    let seconds = secondsSinceEpoch
    let secondOfDay = (seconds % secondsPerDay + secondsPerDay) % secondsPerDay
    let (year, month, day) = civilDate(daysSinceEpoch: (seconds - secondOfDay) / secondsPerDay)
    text.appendDecimal(Int(year), width: 4)
    text.append("-")
    text.appendDecimal(Int(month), width: 2)
    text.append("-")
    text.appendDecimal(Int(day), width: 2)
    text.append(separator)
    text.appendDecimal(Int(secondOfDay / 3600), width: 2)
    text.append(":")
    text.appendDecimal(Int(secondOfDay / 60 % 60), width: 2)
    text.append(":")
    text.appendDecimal(Int(secondOfDay % 60), width: 2)
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

private let secondsPerDay: Int64 = 86_400
