import CertificateChains
import Extraction
import Foundation
import Packets
import TestSupport
import Testing

@testable import Export

/// Which files a capture's chains become.
@Suite struct ExportPlanTests {
  private func paths(_ chains: [ExtractedChain]) -> [String] {
    ExportPlan(capture: CaptureIdentity(name: "zone.pcap", fingerprint: nil), chains: chains).files(summary: "").map(
      \.path)
  }

  private let folder = "1_192.0.2.1-25001_192.0.2.2-7001/"

  @Test func bothSidesOfAConnection() {
    #expect(
      paths([chain(), chain([Fixture.server], role: .client, packet: 14)]) == [
        folder + "server-1_vcse1.example.com_f8f13946.cer", folder + "server-1_vcse1.example.com_f8f13946.pem",
        folder + "server-2_Example_Issuing_CA_1_0546e5fc.cer", folder + "server-2_Example_Issuing_CA_1_0546e5fc.pem",
        folder + "server-3_Example_Root_CA_d300192e.cer", folder + "server-3_Example_Root_CA_d300192e.pem",
        folder + "server-chain.pem",
        folder + "client-1_vcse1.example.com_f8f13946.cer", folder + "client-1_vcse1.example.com_f8f13946.pem",
        folder + "client-chain.pem",
        "summary.txt", "manifest.json",
      ])
  }

  @Test func aSecondCertificateMessageHasItsOwnFiles() {
    let names = paths([chain([Fixture.server]), chain([Fixture.server], packet: 40)])
    #expect(Set(names).count == names.count)
    #expect(names.contains(folder + "server-chain.pem"))
    #expect(names.contains(folder + "server2-chain.pem"))
  }

  @Test func theSameCertificateTwiceInAChainIsTwoFiles() {
    let names = paths([chain([Fixture.server, Fixture.server])])
    #expect(Set(names).count == 7)
  }

  @Test func whatIsNoCertificateIsBinaryOnly() throws {
    let bad: [UInt8] = [0x30, 0x05, 0x01]
    let plan = ExportPlan(
      capture: CaptureIdentity(name: "zone.pcap", fingerprint: nil), chains: [chain([Fixture.server, bad])])
    let files = plan.files(summary: "")
    let badFiles = files.filter { $0.bytes == bad }
    #expect(badFiles.count == 1)
    #expect(badFiles.first?.path.hasPrefix(folder + "server-2_not-a-certificate_") == true)
    #expect(badFiles.first?.path.hasSuffix(".bin") == true)
    let pem = try #require(files.first { $0.path.hasSuffix("chain.pem") })
    #expect(String(decoding: pem.bytes, as: UTF8.self).split(separator: "-----BEGIN").count == 1)
    let manifest = try #require(files.last)
    #expect(String(decoding: manifest.bytes, as: UTF8.self).contains("\"chain_file_omits\": [\n            2\n"))
  }

  @Test func onlyBadElementsGiveNoChainFile() {
    #expect(!paths([chain([[0x04, 0x00]])]).contains { $0.hasSuffix(".pem") || $0.hasSuffix(".cer") })
  }

  @Test func aPartialChainSaysSo() {
    let names = paths([chain([Fixture.server], isComplete: false)])
    #expect(names.contains(folder + "server-partial-chain.pem"))
    #expect(!names.contains(folder + "server-chain.pem"))
  }

  @Test func hostileNamesStayInTheFolder() {
    let name = paths([chain([Fixture.hostile])])[0]
    #expect(name == folder + "server-1__._.._con_31m_7111085f.cer")
  }

  @Test func theManifestTiesFilesToTheirOrigin() throws {
    let files = ExportPlan(
      capture: CaptureIdentity(name: "zone.pcap", fingerprint: nil),
      chains: [chain(), chain(role: .client, connection: 2, packet: 30)]
    )
    .files(summary: "text")
    let bytes = try #require(files.last?.bytes)
    let manifest = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(manifest["files"] as? [String] == files.map(\.path))
    let connections = try #require(manifest["connections"] as? [[String: Any]])
    #expect(connections.map { $0["connection"] as? Int } == [1, 2])
    let chains = try #require(connections[1]["chains"] as? [[String: Any]])
    #expect(chains.first?["role"] as? String == "client")
    #expect(chains.first?["packet"] as? Int == 30)
    let certificates = try #require(chains.first?["certificates"] as? [[String: Any]])
    #expect(certificates.map { $0["position"] as? Int } == [1, 2, 3])
    for certificate in certificates {
      let file = try #require(files.first { $0.path == certificate["der"] as? String })
      #expect(Certificate(der: file.bytes).sha256 == certificate["sha256"] as? String)
    }
  }

  @Test func writtenFilesAreTheBytesFromTheWire() throws {
    let scratch = try Scratch()
    var writer = ExportWriter(output: scratch.path("out"), force: false)
    _ = try writer.write([chain()], capture: "zone.pcap")
    let contents = try scratch.contents()
    for (position, der) in serverChain.enumerated() {
      let name = contents.keys.first { $0.contains("/server-\(position + 1)_") && $0.hasSuffix(".cer") }
      #expect(contents[try #require(name)] == Data(der))
    }
  }
}
