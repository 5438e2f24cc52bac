import WireFormat

/// How an interface counts time (if_tsresol and if_tsoffset in section 4.2 of draft-ietf-opsawg-pcapng).
struct InterfaceClock {
  /// With the top bit clear, units are 10^-value seconds; with it set, 2^-(value without that bit) seconds.
  var resolution: UInt8 = 6 {
    didSet { unit = Unit(resolution: resolution) }
  }
  /// Added to every timestamp.
  var offsetSeconds: Int64 = 0

  private var unit = Unit(resolution: 6)

  private enum Unit {
    /// Of so many nanoseconds.
    case multiple(UInt64)
    /// So many make a nanosecond.
    case fraction(UInt64)
    /// 2^-exponent seconds.
    case binary(exponent: UInt8)

    init(resolution: UInt8) {
      let exponent = resolution & 0x7F
      if resolution & 0x80 != 0 {
        self = .binary(exponent: exponent)
      } else if exponent <= 9 {
        self = .multiple(powerOfTen(9 - exponent))
      } else {
        // 64 bits of units finer than 10^-28 seconds do not reach a nanosecond: as good as the largest divisor.
        self = .fraction(powerOfTen(min(exponent - 9, 19)))
      }
    }
  }

  /// The moment `units` after 1970 and the offset, cut to nanoseconds; nil where 64 bits cannot hold it.
  func timestamp(_ units: UInt64) -> Timestamp? {
    let nanoseconds: Int64?
    switch unit {
    case .multiple(let factor):
      let (product, overflow) = units.multipliedReportingOverflow(by: factor)
      nanoseconds = overflow ? nil : Int64(exactly: product)
    case .fraction(let divisor):
      nanoseconds = Int64(exactly: units / divisor)
    case .binary(let exponent):
      nanoseconds = Int64(exactly: (UInt128(units) * 1_000_000_000) >> UInt128(exponent))
    }
    guard let nanoseconds else { return nil }
    if offsetSeconds == 0 { return Timestamp(nanosecondsSinceEpoch: nanoseconds) }

    let (offset, offsetOverflow) = offsetSeconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, sumOverflow) = nanoseconds.addingReportingOverflow(offset)
    return offsetOverflow || sumOverflow ? nil : Timestamp(nanosecondsSinceEpoch: sum)
  }
}

/// `exponent` is 19 at most.
private func powerOfTen(_ exponent: UInt8) -> UInt64 {
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}
