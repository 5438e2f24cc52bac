import CertificateChains
import Packets
import Testing

@testable import Extraction

/// Every chain of the shared captures that needs no keys is found, and nothing else.
@Suite(.enabled(if: Corpus.isPresent, "needs the captures beside the checkout")) struct CorpusTests {
  /// What is read later: decryption, TLS inside other protocols' own framing.
  static let notYet: Set<String> = ["keys", "openvpn", "ftp-gssapi", "capwap"]

  @Test func everyChainAndNoOther() throws {
    var compared = 0
    var otherPacket = 0
    for (file, entries) in try Corpus.expected() {
      let report = extractChains(fromFile: Corpus.path(file), options: ExtractionOptions())
      let found = Set(report.chains.filter { !$0.chain.elements.isEmpty }.map(\.key))
      let soft = Set(entries.filter { $0.optional != nil || Self.notYet.contains($0.needs ?? "") }.map(\.key))
      let required = Set(entries.map(\.key)).subtracting(soft)
      #expect(required.subtracting(found).isEmpty, "\(file): missing")
      #expect(found.subtracting(required).subtracting(soft).isEmpty, "\(file): extra")
      for entry in entries where required.contains(entry.key) {
        guard let frame = entry.frame, let chain = report.chains.first(where: { $0.key == entry.key }) else { continue }
        compared += 1
        otherPacket += chain.packet == frame ? 0 : 1
      }
    }
    // tshark names the packet that completes the record, not the message, and without reordering another one
    // where segments are out of order: some differ, but no more than those.
    #expect(compared > 350)
    #expect(otherPacket < compared / 8, "\(otherPacket) of \(compared) completing packets are not tshark's")
  }

  /// Chains found with a filter carry the numbers they have without one.
  @Test func aFilterChangesNoConnectionNumber() {
    let path = Corpus.path("ndpi-reddit.pcap")
    let all = extractChains(fromFile: path, options: ExtractionOptions())
    guard let wanted = all.chains.last else {
      Issue.record("no chain")
      return
    }
    var options = ExtractionOptions()
    options.filter = "port \(wanted.destination.port)"
    let filtered = extractChains(fromFile: path, options: options)
    #expect(filtered.chains.contains { $0.connection == wanted.connection && $0.key == wanted.key })
    #expect(filtered.chains.count < all.chains.count)
    #expect(filtered.connectionCount == all.connectionCount)
  }

  @Test func reasonsForNoChain() {
    func reasons(_ file: String, filter: String? = nil) -> [AbsenceReason: Int] {
      var options = ExtractionOptions()
      options.filter = filter
      return extractChains(fromFile: Corpus.path(file), options: options).withoutChain
    }
    #expect(reasons("zeek-tls-ssl-to-http-server.pcap") == [.answerNotTLS: 1])
    #expect(reasons("pcapplusplus-tls-grease.pcap") == [.noAnswer: 1])
    #expect(reasons("derived-A-snaplen-120.pcap") == [.cutBySnapLength: 1])
    // Connections of which nothing passes the filter are not there.
    #expect(reasons("zeek-tls-ssl-to-http-server.pcap", filter: "port 1") == [:])
  }

  @Test func quicIsRecognised() {
    let report = extractChains(fromFile: Corpus.path("mercury-quic-crypto-packets.pcap"), options: ExtractionOptions())
    #expect(report.quicInitialCount > 0)
  }
}
