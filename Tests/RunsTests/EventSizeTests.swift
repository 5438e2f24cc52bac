import CertificateChains
import Extraction
import Foundation
import Testing

@testable import Runs

/// What a finding holds is what is counted.
@Suite struct EventSizeTests {
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "samples/muddled-chain.pcap").path

  private func findings(recordsConnections: Bool = false) -> [CaptureFinding] {
    var options = ExtractionOptions()
    options.recordsConnections = recordsConnections
    var findings: [CaptureFinding] = []
    _ = extractChains(fromFile: Self.sample, options: options) { finding in
      findings.append(finding)
      return true
    }
    return findings
  }

  @Test func theBytesOfCertificatesCount() throws {
    var finding = try #require(findings().first)
    guard case .chain(var chain) = finding else { throw CancellationError() }
    let own = RunEvent.findings([finding]).byteCount - chain.chain.elements.reduce(0) { $0 + $1.der.count }
    #expect(100..<4000 ~= own)
    let large = (0..<100).map { Certificate(der: [UInt8](repeating: UInt8($0), count: 10_000)) }
    chain.change { $0.chain = PresentedChain(elements: large) }
    finding = .chain(chain)
    #expect(1_000_000..<1_100_000 ~= RunEvent.findings([finding]).byteCount)
    // The same chain is there once, however many show it.
    #expect(RunEvent.findings(Array(repeating: finding, count: 60)).byteCount < 1_200_000)
  }

  @Test func aRecordOfAConnectionCounts() {
    let (chains, all) = (findings(), findings(recordsConnections: true))
    #expect(all.count > chains.count)
    #expect(RunEvent.findings(all).byteCount > RunEvent.findings(chains).byteCount + 500)
  }
}
