/// A time of a certificate's Validity.
public struct CertificateTime: Sendable, Hashable {
  public var secondsSinceEpoch: Int64
  /// RFC 3339 in UTC, whole seconds: "2026-11-24T21:15:15Z".
  public var text: String
}

extension CertificateTime {
  /// What is wrong with a time that can be read nevertheless.
  typealias Defect = String

  /// Reads a Time, tolerantly: seconds may lack, a fraction or an offset from UTC may be there, as X.680 allows them.
  ///
  ///     Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime }              -- RFC 5280, 4.1.2.5
  ///
  /// DER has YYMMDDHHMMSSZ and YYYYMMDDHHMMSSZ only (RFC 5280, 4.1.2.5.1 and 4.1.2.5.2); other forms give a defect too.
  static func read(_ node: FieldView) -> (time: CertificateTime, defect: Defect?)? {
    guard let octets = node.octets else { return nil }
    switch node.tag {
    case .utcTime: return read(octets, yearDigits: 2)
    case .generalizedTime: return read(octets, yearDigits: 4)
    default: return nil
    }
  }

  private static func read(_ octets: Span<UInt8>, yearDigits: Int) -> (time: CertificateTime, defect: Defect?)? {
    var digits = Digits(octets)
    guard var year = digits.next(yearDigits) else { return nil }
    // RFC 5280: 50 and up is 19YY.
    if yearDigits == 2 { year += year < 50 ? 2000 : 1900 }
    guard let month = digits.next(2), let day = digits.next(2), let hour = digits.next(2), let minute = digits.next(2),
      1...12 ~= month, 1...daysInMonth(month, year) ~= day, hour < 24, minute < 60
    else { return nil }
    let second = digits.next(2)
    guard second ?? 0 < 60 else { return nil }
    let hasFraction = digits.skipFraction()
    guard let offset = digits.zone() else { return nil }

    let defect: Defect? =
      if second == nil {
        "has no seconds"
      } else if hasFraction {
        "has a fraction of a second"
      } else if offset != 0 || octets[octets.count - 1] != UInt8(ascii: "Z") {
        "is not in UTC with Z"
      } else {
        nil
      }
    let seconds =
      Int64(daysSinceEpoch(year, month, day)) * 86400 + Int64(hour * 3600 + minute * 60 + (second ?? 0) - offset)
    return (CertificateTime(secondsSinceEpoch: seconds), defect)
  }

  /// Reads RFC 3339: a date, which begins at midnight UTC, or a date and time with `Z` or an offset. A fraction of a
  /// second is dropped; nil for what is no time.
  public init?(rfc3339 text: String) {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "Tt ".contains($0) }
    guard parts[0].utf8.count == 10, parts[0].filter({ $0 == "-" }).count == 2 else { return nil }
    let date = parts[0].filter { $0 != "-" }
    let time = parts.count == 2 ? parts[1].filter { $0 != ":" }.uppercased() : "000000Z"
    guard time.hasSuffix("Z") || time.contains("+") || time.contains("-"),
      let read = Self.read(Array((date + time).utf8).span, yearDigits: 4)
    else { return nil }
    self = read.time
  }

  /// Years 0 to 9999 have a text of RFC 3339; an offset can lead a day beyond, which is then written alike.
  public init(secondsSinceEpoch seconds: Int64) {
    secondsSinceEpoch = seconds
    var (days, rest) = seconds.quotientAndRemainder(dividingBy: 86400)
    if rest < 0 {
      days -= 1
      rest += 86400
    }
    let (year, month, day) = civilDate(daysSinceEpoch: Int(days))
    var text = ShortText()
    text.appendDecimal(year, width: 4)
    text.append(UInt8(ascii: "-"))
    text.appendDecimal(month, width: 2)
    text.append(UInt8(ascii: "-"))
    text.appendDecimal(day, width: 2)
    text.append(UInt8(ascii: "T"))
    text.appendDecimal(Int(rest) / 3600, width: 2)
    text.append(UInt8(ascii: ":"))
    text.appendDecimal(Int(rest) / 60 % 60, width: 2)
    text.append(UInt8(ascii: ":"))
    text.appendDecimal(Int(rest) % 60, width: 2)
    text.append(UInt8(ascii: "Z"))
    self.text = text.text
  }
}

/// Reads the decimal digits and the zone of a time.
private struct Digits: ~Escapable {
  private let octets: Span<UInt8>
  private var position = 0

  @_lifetime(copy octets)
  init(_ octets: Span<UInt8>) { self.octets = octets }

  private var isAtEnd: Bool { position == octets.count }

  /// A number of exactly so many digits; nothing is read when they are not there.
  @_lifetime(self: copy self)
  mutating func next(_ count: Int) -> Int? {
    guard octets.count - position >= count else { return nil }
    var number = 0
    for index in position..<position + count {
      guard Self.isDigit(octets[index]) else { return nil }
      number = number * 10 + Int(octets[index] - 0x30)
    }
    position += count
    return number
  }

  @_lifetime(self: copy self)
  mutating func skipFraction() -> Bool {
    guard !isAtEnd, octets[position] == UInt8(ascii: ".") || octets[position] == UInt8(ascii: ",") else { return false }
    position += 1
    while !isAtEnd, Self.isDigit(octets[position]) { position += 1 }
    return true
  }

  /// Seconds east of UTC, at the end of the time; local time, which says no zone, is taken for UTC.
  @_lifetime(self: copy self)
  mutating func zone() -> Int? {
    guard !isAtEnd else { return 0 }
    let sign = octets[position]
    position += 1
    if sign == UInt8(ascii: "Z") { return isAtEnd ? 0 : nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let hours = next(2), hours < 24, let minutes = next(2), minutes < 60, isAtEnd
    else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func isDigit(_ octet: UInt8) -> Bool { 0x30...0x39 ~= octet }
}

private func daysInMonth(_ month: Int, _ year: Int) -> Int {
  switch month {
  case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar, whose years are taken to begin in March.
private func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
  let marchYear = month > 2 ? year : year - 1
  let century = marchYear >= 0 ? marchYear / 400 : (marchYear - 399) / 400
  let yearOfEra = marchYear - century * 400
  let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
  return century * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func civilDate(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = shifted >= 0 ? shifted / 146_097 : (shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let marchMonth = (5 * dayOfYear + 2) / 153
  let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
}
