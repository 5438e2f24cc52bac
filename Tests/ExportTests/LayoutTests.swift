import Capture
import CertificateChains
import Extraction
import Foundation
import Inputs
import TestSupport
import Testing

@testable import Export

/// `--layout flat` and `case`: what is distinct is written once, and every sighting is in the index.
@Suite struct LayoutTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Two captures of one machine and one of another, which share certificates.
  private func export(
    _ layout: ExportLayout, force: Bool = false, and further: [ExtractedChain] = []
  ) throws -> [ExportWriter.Written] {
    var writer = ExportWriter(output: scratch.path("out"), force: force, layout: layout)
    var second = chain([Fixture.server], role: .client, connection: 2, packet: 40)
    second.change { $0.peer = "expe" }
    for (capture, peer, chains) in [
      ("a/zone.pcap", "expe", [chain(), second]), ("b/zone.pcap", "expe", [chain(packet: 7)] + further),
      ("c.zip:zone.pcap", nil, [chain([Fixture.hostile, Fixture.hostile])]), ("empty.pcap", nil, []),
    ] as [(String, String?, [ExtractedChain])] {
      let archive = capture.hasPrefix("c.zip:") ? "c.zip" : nil
      let written = try writer.write(chains, capture: capture, fingerprint: capture, peer: peer, archive: archive)
      #expect(written == nil)
    }
    return try writer.writeGathered().map { try $0.get() }
  }

  private func json(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: scratch.path(path)))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Index and manifest are so long that they are written in several pieces while they are made.
  @Test(arguments: [ExportLayout.flat, .case]) func manySightings(layout: ExportLayout) throws {
    let further = (2...3000).map { number in chain(connection: number, packet: 40 + number) }
    let folder = layout == .flat ? "out/flat/" : "out/expe/"
    _ = try export(layout, and: further)
    let before = try scratch.contents()
    #expect(try #require(before[folder + "index.json"]).count > 3 << 18)
    let certificates = try #require(try json(folder + "index.json")["certificates"] as? [[String: Any]])
    let sightings = try #require(certificates.first?["sightings"] as? [[String: Any]])
    #expect(sightings.count == 3 + further.count)
    #expect(sightings.last?["packet"] as? Int == 3040)
    let connections = try #require(try json(folder + "manifest.json")["connections"] as? [[String: Any]])
    #expect(connections.count == (layout == .flat ? 4 : 3) + further.count)

    #expect(try export(layout, and: further).allSatisfy(\.isUnchanged))
    // A byte behind the first piece.
    var changed = try #require(before[folder + "index.json"])
    changed[changed.count - 1000] ^= 1
    try changed.write(to: URL(filePath: scratch.path(folder + "index.json")))
    #expect(throws: FileError.self) { try export(layout, and: further) }
    _ = try export(layout, force: true, and: further)
    #expect(try scratch.contents() == before)
  }

  @Test func flatWritesEachCertificateOnce() throws {
    let written = try export(.flat)
    #expect(written.map(\.chainCount) == [4])
    #expect(written.map(\.elementCount) == [4])
    #expect(
      try scratch.contents().keys.sorted()
        == [
          "Example_Issuing_CA_1_0546e5fc.cer", "Example_Issuing_CA_1_0546e5fc.pem", "Example_Root_CA_d300192e.cer",
          "Example_Root_CA_d300192e.pem", "_._.._con_31m_7111085f.cer", "_._.._con_31m_7111085f.pem", "index.json",
          "manifest.json", "vcse1.example.com_f8f13946.cer", "vcse1.example.com_f8f13946.pem",
        ].map { "out/flat/" + $0 }.sorted())
    #expect(
      try scratch.contents()["out/flat/vcse1.example.com_f8f13946.cer"] == Data(Fixture.server))
  }

  @Test func theIndexHasEverySighting() throws {
    _ = try export(.flat)
    let certificates = try #require(try json("out/flat/index.json")["certificates"] as? [[String: Any]])
    #expect(certificates.count == 4)
    let server = try #require(certificates.first)
    #expect(server["sha256"] as? String == Certificate(der: Fixture.server).sha256)
    #expect(server["der"] as? String == "vcse1.example.com_f8f13946.cer")
    let sightings = try #require(server["sightings"] as? [[String: Any]])
    #expect(sightings.map { $0["capture"] as? String } == ["a/zone.pcap", "a/zone.pcap", "b/zone.pcap"])
    #expect(sightings.map { $0["packet"] as? Int } == [12, 40, 7])
    #expect(sightings.map { $0["connection"] as? Int } == [1, 2, 1])
    #expect(sightings.map { $0["role"] as? String } == ["server", "client", "server"])
    #expect(sightings[1]["peer"] as? String == "expe")
    #expect((sightings[1]["source"] as? [String: Any])?["port"] as? Int == 25001)
    #expect(sightings[0]["server_name"] as? String == "vcse.example.com")
    let twice = try #require(certificates.last?["sightings"] as? [[String: Any]])
    #expect(twice.map { $0["position"] as? Int } == [1, 2])
  }

  @Test func theManifestLeadsFromSightingsToFiles() throws {
    _ = try export(.flat)
    let manifest = try json("out/flat/manifest.json")
    let connections = try #require(manifest["connections"] as? [[String: Any]])
    #expect(connections.count == 4)
    let chains = try #require(connections[1]["chains"] as? [[String: Any]])
    let elements = try #require(chains.first?["certificates"] as? [[String: Any]])
    #expect(elements.map { $0["der"] as? String } == ["vcse1.example.com_f8f13946.cer"])
    let files = try #require(manifest["files"] as? [String])
    #expect(try Set(files) == Set(scratch.names(in: "out/flat")))
    #expect((manifest["captures"] as? [[String: Any]])?.count == 4)
  }

  @Test func caseHasAFolderForEachMachineAndArchive() throws {
    let written = try export(.case)
    #expect(written.map(\.path) == ["expe", "c.zip"].map { scratch.path("out/" + $0) })
    let files = try scratch.contents()
    #expect(files.keys.count { $0.hasPrefix("out/expe/") && $0.hasSuffix(".cer") } == 3)
    let bundles = files.filter { $0.key.hasPrefix("out/expe/chain_") }
    #expect(bundles.count == 2)
    let elementCounts = bundles.values.map {
      String(decoding: $0, as: UTF8.self).components(separatedBy: "BEGIN").count - 1
    }
    #expect(elementCounts.sorted() == [1, 3])
    #expect(files.keys.count { $0.hasPrefix("out/c.zip/") && $0.hasSuffix(".cer") } == 1)
  }

  @Test(arguments: [ExportLayout.flat, .case])
  func aSecondRunChangesNothingAndOtherContentIsRefused(layout: ExportLayout) throws {
    _ = try export(layout)
    let before = try scratch.contents()
    #expect(try export(layout).allSatisfy(\.isUnchanged))
    #expect(try scratch.contents() == before)
    let further = [chain([Fixture.root], connection: 9, packet: 90)]
    #expect(throws: FileError.self) { try export(layout, and: further) }
    #expect(try scratch.contents() == before)
    #expect(try export(layout, force: true, and: further).contains { !$0.isUnchanged })
  }

  @Test(arguments: [ExportLayout.flat, .case])
  func anInterruptedRunIsFinished(layout: ExportLayout) throws {
    let folder = try export(layout)[0].path
    let whole = try scratch.contents()
    let name = URL(filePath: folder).lastPathComponent
    let manifest = try json("out/\(name)/manifest.json")
    let identity = CaptureIdentity(
      name: try #require(manifest["capture"] as? String), fingerprint: manifest["capture_fingerprint"] as? String)
    let files = try #require(manifest["files"] as? [String])
    try scratch.write(
      String(decoding: FolderRecord.marker(capture: identity, files: files), as: UTF8.self),
      to: "out/\(name)/.pcapcert-incomplete")
    try scratch.write("half", to: "out/\(name)/.pcapcert-temporary")
    for file in files.suffix(4) { try scratch.remove("out/\(name)/\(file)") }
    #expect(try export(layout)[0].isUnchanged == false)
    #expect(try scratch.contents() == whole)
  }

  @Test func otherInputsGetAFolderOfTheirOwn() throws {
    _ = try export(.flat)
    var writer = ExportWriter(output: scratch.path("out"), force: false, layout: .flat)
    _ = try writer.write([chain()], capture: "other.pcap", fingerprint: "other")
    #expect(try writer.writeGathered().map { try $0.get().path } == [scratch.path("out/flat-2")])
  }

  /// A capture is the same however the way to it is written.
  @Test(arguments: [ExportLayout.flat, .case])
  func theWayToTheCapturesDoesNotCount(layout: ExportLayout) throws {
    let here = FileManager.default.currentDirectoryPath
    for (number, folder) in ["in", "./in", "in/../in/.", here + "/in"].enumerated() {
      var writer = ExportWriter(output: scratch.path("out"), force: false, layout: layout)
      for (name, part) in [("a/zone.pcap", nil), ("b/zone.pcap", "b/zone.pcap1"), ("c.zip:zone.pcap", nil)] {
        let archive = name.hasPrefix("c.zip") ? folder + "/c.zip" : nil
        var sent = chain()
        if let part { sent.change { $0.packetFile = PacketLocation(part: "\(folder)/\(part)", number: 1) } }
        _ = try writer.write([sent], capture: "\(folder)/\(name)", fingerprint: name, archive: archive)
      }
      let written = try writer.writeGathered().map { try $0.get() }
      #expect(written.count == (layout == .flat ? 1 : 3))
      #expect(written.allSatisfy { $0.isUnchanged == (number > 0) })
    }
    guard layout == .flat else { return }
    let captures = try #require(try json("out/flat/manifest.json")["captures"] as? [[String: Any]])
    #expect(captures.map { $0["name"] as? String } == ["a/zone.pcap", "b/zone.pcap", "c.zip:zone.pcap"])
    #expect(
      try String(contentsOfFile: scratch.path("out/flat/index.json"), encoding: .utf8).contains("\"b/zone.pcap1\""))
  }

  @Test func namesAreToldApartByAsManyFoldersAsItTakes() {
    let paths = ["/x/a/t.pcap", "/y/a/t.pcap", "/x/b/u.pcap", "t.pcap", "/t.pcap", "/x/a/t.pcap", "-"]
    let places = paths.map { CapturePlace($0, archive: nil) }
    let names = zip(places, CapturePlace.folderCounts(of: places)).map { $0.text(folderCount: $1) }
    #expect(Array(names.prefix(3)) == ["x/a/t.pcap", "y/a/t.pcap", "u.pcap"])
    #expect(Array(names.suffix(3)) == ["t.pcap", "x/a/t.pcap", "stdin"])
    #expect(Set(names).count == names.count - 1)
    // Told apart by nothing but where the archive ends.
    let odd = [CapturePlace("/c:d/e", archive: nil), CapturePlace("/c:d/e", archive: "/c")]
    #expect(CapturePlace.folderCounts(of: odd) == [1, 0] || CapturePlace.folderCounts(of: odd) == [0, 0])
  }

  @Test func equalNamesAndDigitsAreToldApart() {
    var stems = DistinctStems()
    let (one, two, three) = ("0a1b2c3d4e5f60710", "0a1b2c3d4e5f60720", "0a1b2c3d4e5f60721")
    #expect(stems.take("vcse", sha256: one) == "vcse_0a1b2c3d")
    #expect(stems.take("VCSE", sha256: two) == "VCSE_0a1b2c3d4e5f6072")
    #expect(stems.take("vcse", sha256: three) == "vcse_0a1b2c3d4e5f60721")
  }

  /// The order of a CA list counts, and two lists are not one.
  @Test func eachArchiveHasItsOwnInstalledCertificates() throws {
    func list(_ day: Int, _ certificates: [[UInt8]], folder: String = "") -> [InstalledCertificate] {
      let archive = "\(folder)diagnostic_log_expc_\(day).tar.gz"
      return certificates.enumerated().map { index, der in
        InstalledCertificate(
          peer: "expc", kind: .trustedCA, archive: archive, file: "\(archive):log/ca.pem", position: index + 1,
          certificate: Certificate(der: der))
      }
    }
    func write(_ list: [InstalledCertificate]) -> [FileError] {
      var writer = ExportWriter(output: scratch.path("out"), force: false)
      return writer.write(list)
    }
    let (one, two) = (list(1, [Fixture.root, Fixture.issuing]), list(2, [Fixture.root]))
    #expect(write([one[0], two[0], one[1]]).isEmpty)
    #expect(try scratch.names(in: "out/installed_expc/trusted_ca").count == 4)
    #expect(try scratch.names(in: "out/installed_expc-2/trusted_ca").count == 2)
    let before = try scratch.contents()
    // The other one alone, and by another way, finds its folder.
    #expect(write(list(2, [Fixture.root], folder: "./")).isEmpty)
    #expect(try scratch.contents() == before)
  }

  @Test func whatIsNoCertificateIsBinaryOnly() throws {
    var writer = ExportWriter(output: scratch.path("out"), force: false, layout: .flat)
    _ = try writer.write([chain([[0x30, 0x05, 0x01]])], capture: "zone.pcap")
    _ = writer.writeGathered()
    #expect(try scratch.names(in: "out/flat").count { $0.hasPrefix("not-a-certificate_") && $0.hasSuffix(".bin") } == 1)
    #expect(try scratch.names(in: "out/flat").count == 3)
  }
}
