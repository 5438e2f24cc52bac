import Foundation
import Testing

@testable import Capture

/// Real captures beside the repository, where they are. Packet counts, lengths and times were compared with tshark's.
@Suite struct CorpusTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/captures").standardizedFileURL
  static let isThere = FileManager.default.fileExists(atPath: folder.path)

  @Test(.enabled(if: isThere)) func everyCaptureIsReadToItsEnd() throws {
    var packetCount = 0
    var trouble: [String: Reading] = [:]
    for url in try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil)
    where ["pcap", "pcapng"].contains(url.pathExtension) {
      let reading = Reading(try FileByteSource(path: url.path))
      packetCount += reading.packets.count
      if reading.error != nil || reading.cutInsidePacket != nil || !reading.warnings.isEmpty {
        trouble[url.lastPathComponent] = reading
      }
    }
    #expect(packetCount >= 54_000)
    #expect(trouble["derived-A-file-cut.pcap"]?.cutInsidePacket == 31)
    #expect(trouble["suricata-http-mime-truncated.pcap"]?.cutInsidePacket == 2697)
    #expect(
      trouble["suricata-bug-1450-04-tls-der-incomplete-header.pcap"]?.error
        == .damaged(afterPacket: 6, reason: "invalid packet capture length 4325376"))
    #expect(trouble.count == 3)
  }
}
