import Testing
import WireFormat

@testable import Capture

@Suite struct InterfaceClockTests {
  private func nanoseconds(_ units: UInt64, resolution: UInt8, offset: Int64 = 0) -> Int64? {
    var clock = InterfaceClock()
    clock.resolution = resolution
    clock.offsetSeconds = offset
    return clock.timestamp(units)?.nanosecondsSinceEpoch
  }

  @Test func microsecondsWithoutOption() {
    #expect(InterfaceClock().timestamp(1_000_001)?.nanosecondsSinceEpoch == 1_000_001_000)
  }

  @Test func powersOfTen() {
    #expect(nanoseconds(5, resolution: 0) == 5_000_000_000)
    #expect(nanoseconds(5, resolution: 3) == 5_000_000)
    #expect(nanoseconds(5, resolution: 9) == 5)
    #expect(nanoseconds(5999, resolution: 12) == 5)
    #expect(nanoseconds(.max, resolution: 28) == 1)
    #expect(nanoseconds(123, resolution: 127) == 0)
  }

  @Test func powersOfTwo() {
    #expect(nanoseconds(7, resolution: 0x80) == 7_000_000_000)
    #expect(nanoseconds(3, resolution: 0x81) == 1_500_000_000)
    #expect(nanoseconds(1 << 32 | 1 << 31, resolution: 0x80 | 32) == 1_500_000_000)
    #expect(nanoseconds(.max, resolution: 0x80 | 64) == 999_999_999)
    #expect(nanoseconds(.max, resolution: 0xFF) == 0)
  }

  @Test func offsets() {
    #expect(nanoseconds(1, resolution: 9, offset: 10) == 10_000_000_001)
    #expect(nanoseconds(1, resolution: 9, offset: -10) == -9_999_999_999)
  }

  @Test func nilWhere64BitsOfNanosecondsDoNotHoldIt() {
    #expect(nanoseconds(.max, resolution: 6) == nil)
    #expect(nanoseconds(.max, resolution: 9) == nil)
    #expect(nanoseconds(.max, resolution: 0x80) == nil)
    #expect(nanoseconds(0, resolution: 6, offset: .max) == nil)
    #expect(nanoseconds(UInt64(Int64.max), resolution: 9, offset: 1) == nil)
  }
}
