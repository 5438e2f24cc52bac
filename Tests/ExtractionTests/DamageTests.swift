import Capture
import CertificateChains
import Foundation
import Packets
import Testing

@testable import Extraction

/// Captures cut short and with packets dropped. `scripts/torture` does the same at every byte, with more captures.
@Suite(.enabled(if: Corpus.isPresent, "needs the captures beside the checkout")) struct DamageTests {
  static let captures = [
    "derived-A-tiny-segments.pcap", "derived-A-keepalive.pcap", "zeek-tls-google-duplicate.pcap",
    "ndpi-dtls-certificate-fragments.pcap",
  ]

  @Test(arguments: captures)
  func cutShortItGivesNothingThatTheWholeDoesNotHold(file: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: Corpus.path(file))))
    let whole = Self.certificates(in: bytes)
    #expect(!whole.isEmpty)
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 30)) {
      #expect(Self.certificates(in: Array(bytes[..<length])).isSubset(of: whole), "\(file) cut to \(length) bytes")
    }
  }

  @Test(arguments: captures)
  func withoutAPacketItGivesNothingThatTheWholeDoesNotHold(file: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: Corpus.path(file))))
    let whole = Self.certificates(in: bytes)
    let packets = Self.packetRanges(of: bytes)
    for packet in stride(from: 0, to: packets.count, by: max(1, packets.count / 30)).map({ packets[$0] }) {
      let rest = Array(bytes[..<packet.lowerBound] + bytes[packet.upperBound...])
      #expect(Self.certificates(in: rest).isSubset(of: whole), "\(file) without bytes \(packet)")
    }
  }

  private static func certificates(in bytes: [UInt8]) -> Set<String> {
    guard let reader = try? CaptureReader(bytes: bytes) else { return [] }
    var report = CaptureReport(file: "capture")
    var hashes: Set<String> = []
    extractChains(from: reader, options: ExtractionOptions(), into: &report) { finding in
      if case .chain(let chain) = finding { hashes.formUnion(chain.chain.elements.map(\.sha256)) }
      return true
    }
    return hashes
  }

  /// Where each packet of a little-endian pcap file is, its header included.
  private static func packetRanges(of bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 24
    while position + 16 <= bytes.count {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[position + 8 + $1]) << (8 * $1) }
      let end = position + 16 + length
      guard end <= bytes.count else { break }
      ranges.append(position..<end)
      position = end
    }
    return ranges
  }
}
