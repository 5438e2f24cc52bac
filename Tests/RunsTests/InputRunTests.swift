import Extraction
import Foundation
import Inputs
import Testing

@testable import Runs

/// Whole runs: what comes when, and how they end.
@Suite struct InputRunTests {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "samples")
  @Test func theOrderIsThatOfTheInputs() throws {
    for threadCount in [1, 2, 4] {
      let names = ["two-ports.pcap", "traversal-mutual.pcap", "not-there", "tls13.pcap"]
      let events = Events(names.map { Self.samples.appending(path: $0).path }, threadCount: threadCount)
      #expect(
        events.lines == [
          "two-ports.pcap: 3 chains", "traversal-mutual.pcap: 2 chains", "not-there: problem", "tls13.pcap: 0 chains",
        ])
    }
  }

  @Test(arguments: [1, 2]) func whoWantsNoMoreGetsNoMore(_ threadCount: Int) {
    var options = RunOptions()
    options.threadCount = threadCount
    let run = InputRun(
      Array(repeating: Self.samples.appending(path: "two-ports.pcap").path, count: 8), options: options)
    var eventCount = 0
    run.run { _ in
      eventCount += 1
      return eventCount < 3
    }
    #expect(eventCount == 3)
    #expect(run.progress.isStopped)
  }

  @Test func stoppedItReadsNothing() throws {
    let path = Self.samples.appending(path: "two-ports.pcap").path
    let run = InputRun([path, path])
    run.progress.stop()
    run.run { _ in
      Issue.record("something was handed over")
      return true
    }
    #expect(run.progress.readByteCount == 0)
  }
}
