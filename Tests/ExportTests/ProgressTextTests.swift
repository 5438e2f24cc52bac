import Testing

@testable import Export

@Suite struct ProgressTextTests {
  @Test func bytesFilesRateTimeLeftAndChains() {
    var text = ProgressText(totalByteCount: 4 << 30, totalFileCount: 40)
    #expect(
      text.line(byteCount: 1 << 30, fileCount: 12, chainCount: 345, at: .seconds(4))
        == "1.0 GiB of 4.0 GiB (25 %), file 12 of 40, 256 MiB/s, 0:12 left, 345 chains")
  }

  @Test func theRateIsOfLate() {
    var text = ProgressText(totalByteCount: 100_000_000, totalFileCount: 1)
    for tick in 1...40 { _ = text.line(byteCount: tick * 1_000_000, fileCount: 1, chainCount: 0, at: .seconds(tick)) }
    var last = ""
    for tick in 41...80 {
      last = text.line(byteCount: 40_000_000 + (tick - 40) * 1024, fileCount: 1, chainCount: 1, at: .seconds(tick))
    }
    #expect(last == "38.1 MiB of 95.3 MiB (40 %), 1 KiB/s, 16:15:54 left, 1 chain")
  }

  @Test func withoutATotalThereIsNoTimeLeft() {
    var pipe = ProgressText(totalByteCount: nil, totalFileCount: 1)
    #expect(pipe.line(byteCount: 900, fileCount: 1, chainCount: 0, at: .seconds(1)) == "900 B, 900 B/s, 0 chains")
    // An archive that was read twice.
    var twice = ProgressText(totalByteCount: 500, totalFileCount: 1)
    #expect(twice.line(byteCount: 900, fileCount: 1, chainCount: 0, at: .seconds(1)) == "900 B, 900 B/s, 0 chains")
  }

  @Test func noTimeAndNoBytes() {
    var text = ProgressText(totalByteCount: 0, totalFileCount: 0)
    #expect(text.line(byteCount: 0, fileCount: 0, chainCount: 0, at: .zero) == "0 B, 0 B/s, 0 chains")
  }
}
