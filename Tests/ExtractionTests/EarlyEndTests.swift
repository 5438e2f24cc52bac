import Extraction
import Foundation
import Testing

/// Who wants no more gets no more.
@Suite struct EarlyEndTests {
  private static let sample = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "samples/traversal-mutual.pcap").path

  @Test func nothingFollowsARefusedFinding() {
    var options = ExtractionOptions()
    options.recordsConnections = true
    var total = 0
    _ = extractChains(fromFile: Self.sample, options: options) { _ in
      total += 1
      return true
    }
    #expect(total > 2)
    for wanted in 1..<total {
      var count = 0
      _ = extractChains(fromFile: Self.sample, options: options) { _ in
        count += 1
        return count < wanted
      }
      #expect(count == wanted)
    }
  }
}
