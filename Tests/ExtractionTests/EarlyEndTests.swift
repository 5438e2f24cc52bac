import CertificateChains
import Extraction
import Foundation
import Streams
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

  /// Without records of connections, one ends for the reader as soon as its handshake is over. That shows in nothing.
  @Test func whatEndsEarlyIsNoOther() throws {
    let folder = URL(filePath: Self.sample).deletingLastPathComponent()
    let captures = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension.hasPrefix("pcap") }
    #expect(captures.count > 20)
    for capture in captures {
      for filter in [nil, "greater 200"] {
        var options = ExtractionOptions()
        options.filter = filter
        options.ports = PortSet.any
        // Few are remembered: places are used again.
        options.streamLimits.closedConnectionCount = 1
        let early = extractChains(fromFile: capture.path, options: options)
        options.recordsConnections = true
        let late = extractChains(fromFile: capture.path, options: options)
        #expect(early.chains.map(Self.text) == late.chains.map(Self.text), "\(capture.path)")
        #expect(early.withoutChain == late.withoutChain, "\(capture.path)")
        #expect(early.connectionCount == late.connectionCount)
        #expect(early.matchingConnectionCount == late.matchingConnectionCount, "\(capture.path)")
      }
    }
  }

  private static func text(_ chain: ExtractedChain) -> String {
    let elements = chain.chain.elements.map(\.sha256)
    return """
      \(chain.connection) \(chain.packet) \(chain.role) \(chain.version ?? "-") \(chain.serverName ?? "-") \(elements) \
      \(chain.isComplete) \(chain.preamble ?? "-") \(chain.refusal ?? "-") \(chain.problems) \(chain.ocspResponses.count)
      """
  }
}
