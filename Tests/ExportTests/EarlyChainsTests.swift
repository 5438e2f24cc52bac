import CertificateChains
import Extraction
import Foundation
import TestSupport
import Testing

@testable import Export

/// Chains that are given while their capture is read, as they are found.
@Suite struct EarlyChainsTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// They come in any order, and the folder is as if they came in that of their packets.
  @Test(arguments: [ExportLayout.flat, .case])
  func theOrderInWhichTheyComeDoesNotCount(layout: ExportLayout) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let elements = [Fixture.server, Fixture.hostile, [0x30, 0x05, 0x01]]
    let shared = (0..<6).map { _ in
      chain((0...Int.random(in: 0...3, using: &random)).map { _ in elements.randomElement(using: &random) ?? [] })
    }
    // Some are one chain that was sent again, others are equal and not the same.
    let sent = (1...300).map { packet -> ExtractedChain in
      var sent = shared.randomElement(using: &random) ?? chain()
      if Bool.random(using: &random) { sent = chain(sent.chain.elements.map(\.der)) }
      sent.change {
        $0.packet = packet
        $0.isComplete = Int.random(in: 0..<8, using: &random) > 0
        if packet % 9 == 0 {
          $0.certificateType = .rawPublicKey
          $0.rawPublicKey = RawPublicKey(der: [0x30, 1, UInt8(packet % 4)])
        }
        if packet % 7 == 0 {
          $0.ocspResponses = [StapledResponse(position: 1, response: OCSPResponse(der: [0x30, 1, UInt8(packet % 3)]))]
        }
      }
      return sent
    }
    func export(to folder: String, early: [ExtractedChain], late: [ExtractedChain]) throws -> [String] {
      var writer = ExportWriter(output: scratch.path(folder), force: false, layout: layout)
      #expect(writer.takesChainsEarly)
      for capture in ["one.pcap", "two.pcap"] {
        for chain in early { writer.add(chain) }
        #expect(try writer.write(late, capture: capture, fingerprint: capture) == nil)
      }
      return try writer.writeGathered().map { try $0.get() }.map { "\($0.chainCount) \($0.elementCount)" }
    }
    let shuffled = sent.shuffled(using: &random)
    let counts = try export(to: "out", early: [], late: sent)
    let whole = try scratch.contents()
    for earlyCount in [300, 99] {
      try scratch.remove("out")
      let (early, late) = (shuffled.prefix(earlyCount), shuffled.dropFirst(earlyCount))
      #expect(try export(to: "out", early: Array(early), late: Array(late)) == counts, "seed \(seed)")
      #expect(try scratch.contents() == whole, "seed \(seed)")
    }
  }

  /// Chains are made and gone at once, so that what comes later lies where they lay; and none is taken for another.
  @Test func whatIsGoneIsTakenForNothingElse() throws {
    var writer = ExportWriter(output: scratch.path("out"), force: false, layout: .flat)
    var counts: [UInt8: Int] = [:]
    for capture in 1...2 {
      for packet in 1...2000 {
        let value = UInt8(packet * capture % 7)
        counts[value, default: 0] += 1
        writer.add(chain([[0x30, 1, value]], packet: packet))
      }
      _ = try writer.write(capture: "\(capture).pcap")
    }
    let written = try #require(writer.writeGathered().first).get()
    #expect(written.chainCount == 4000)
    #expect(written.elementCount == 7)
    let index = try #require(try scratch.contents()["out/flat/index.json"])
    let json = try #require(try JSONSerialization.jsonObject(with: index) as? [String: Any])
    let certificates = try #require(json["certificates"] as? [[String: Any]])
    for certificate in certificates {
      let name = try #require(certificate["der"] as? String)
      let value = try #require(try scratch.contents()["out/flat/" + name]).last
      let sightings = try #require(certificate["sightings"] as? [[String: Any]])
      #expect(sightings.count == value.flatMap { counts[$0] })
      #expect(sightings.allSatisfy { ($0["packet"] as? Int ?? 0) % 7 != 0 || value == 0 })
    }
  }

  /// Chains of one packet stay in the order in which they came.
  @Test func sightingsAreSortedByTheirPackets() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for count in 0..<40 {
      var captured = CapturedChains()
      let packets = (0..<count).map { _ in Int.random(in: 1...20, using: &random) }
      for (connection, packet) in packets.enumerated() {
        captured.add(chain(connection: connection, packet: packet))
      }
      captured.sort()
      let sorted = packets.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }.map(\.offset)
      #expect(captured.sightings.map(\.connection) == sorted, "seed \(seed)")
    }
  }

  /// A capture is written as a whole where each has a folder of its own.
  @Test func connectionsTakeThemLate() {
    #expect(!ExportWriter(output: scratch.path("out"), force: false).takesChainsEarly)
  }
}
