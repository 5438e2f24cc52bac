import Testing

@testable import WireFormat

@Suite struct MemoryPlaceTests {
  /// All of the bytes, and the array's own fields in front of them; of a long one the beginning.
  @Test func ofAnArray() {
    for count in [1, 63, 64, 1000, 5000, 4 << 20] {
      let bytes = [UInt8](repeating: 1, count: count)
      let place = MemoryPlace(of: bytes)
      let start = unsafe bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
      #expect(place.address == start - 32)
      #expect(place.byteCount == min(UInt(count) + 32, 4096))
    }
  }

  @Test func ofASpan() {
    let bytes = [UInt8](repeating: 1, count: 10_000)
    let start = unsafe bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    for (offset, count) in [(0, 0), (3, 0), (0, 10), (70, 4096), (1, 9000)] {
      let place = MemoryPlace(of: bytes.span.extracting(offset..<offset + count))
      #expect(place.byteCount == min(UInt(count), 4096))
      if count > 0 { #expect(place.address == start + UInt(offset)) }
      place.prefetch()
    }
  }

  /// What was there may be gone, and there may never have been anything.
  @Test func fetchingDoesNoHarm() {
    for count in [0, 1, 100_000_000] { MemoryPlace(of: [UInt8](repeating: 0, count: count)).prefetch() }
    MemoryPlace(of: Thing()).prefetch()
  }

  private final class Thing {}
}
