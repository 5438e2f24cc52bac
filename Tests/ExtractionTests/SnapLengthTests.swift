import Capture
import Extraction
import Foundation
import Testing

/// Packets that the snap length cut at any place.
@Suite struct SnapLengthTests {
  private static let sample = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "samples/traversal-mutual.pcap")

  /// Headers of these packets take 66 bytes; 68 was tcpdump's snap length for long.
  @Test(arguments: [54, 58, 60, 64, 66, 67, 68, 70, 72, 76, 80, 96, 110, 120, 200])
  func theReasonIsTheSnapLength(_ length: Int) throws {
    let report = try Self.report(cutTo: length)
    #expect(report.chains.isEmpty)
    #expect(report.withoutChain == [.cutBySnapLength: 1])
  }

  /// What nothing was captured of the peer cannot be called established, nor not.
  @Test func ofOneDirectionNobodyKnows() throws {
    var options = ExtractionOptions()
    options.recordsConnections = true
    for (filter, expected) in [(nil, true), ("src port 7001", nil), ("dst port 7001", nil)] as [(String?, Bool?)] {
      options.filter = filter
      let report = extractChains(fromFile: Self.sample.path, options: options)
      #expect(report.connections.count == 1)
      #expect(report.connections.map(\.isEstablished) == [expected], "\(filter ?? "all")")
    }
  }

  private static func report(cutTo length: Int) throws -> CaptureReport {
    let file = FileManager.default.temporaryDirectory.appending(path: "pcapcert-snap-\(UUID().uuidString).pcap")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(cut([UInt8](Data(contentsOf: sample)), to: length)).write(to: file)
    return extractChains(fromFile: file.path, options: ExtractionOptions())
  }

  /// Of a pcap in little-endian.
  private static func cut(_ bytes: [UInt8], to length: Int) -> [UInt8] {
    var result = Array(bytes[..<24])
    var position = 24
    while position < bytes.count {
      let captured = (0..<4).reduce(0) { $0 | Int(bytes[position + 8 + $1]) << (8 * $1) }
      let kept = min(captured, length)
      result += bytes[position..<position + 8] + [UInt8(kept & 0xff), UInt8(kept >> 8), 0, 0]
      result += bytes[position + 12..<position + 16] + bytes[position + 16..<position + 16 + kept]
      position += 16 + captured
    }
    return result
  }
}
