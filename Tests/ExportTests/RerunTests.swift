import Extraction
import Foundation
import TestSupport
import Testing

@testable import Export

/// What a second run may do to the folder of a first one.
@Suite struct RerunTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func export(
    _ chains: [ExtractedChain] = [chain()], capture: String = "traces/zone.pcap", force: Bool = false
  ) throws(FileError) -> ExportWriter.Written? {
    var writer = ExportWriter(output: scratch.path("out"), force: force)
    return try writer.write(chains, capture: capture)
  }

  @Test func aFinishedFolderWithTheSameContentIsLeftAlone() throws {
    #expect(try export()?.isUnchanged == false)
    let before = try scratch.contents()
    #expect(try export()?.isUnchanged == true)
    #expect(try export(capture: "elsewhere/zone.pcap")?.isUnchanged == true)
    #expect(try scratch.contents() == before)
    #expect(!before.keys.contains { $0.contains(".pcapcert") })
  }

  @Test func otherContentIsRefusedUnlessForced() throws {
    _ = try export([chain(), chain([Fixture.hostile], connection: 2, packet: 40)])
    let before = try scratch.contents()
    #expect(throws: FileError.self) { try export() }
    #expect(try scratch.contents() == before)
    try scratch.write("mine", to: "out/zone/note.txt")
    try scratch.write("mine", to: "out/zone/1_192.0.2.1-25001_192.0.2.2-7001/note.txt")
    #expect(try export(force: true)?.isUnchanged == false)
    let after = try scratch.contents()
    #expect(after["out/zone/note.txt"] == Data("mine".utf8))
    #expect(after.count == 2 + 7 + 2)
    #expect(!after.keys.contains { $0.contains("/2_") })
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/zone/2_192.0.2.1-25001_192.0.2.2-7001")))
  }

  @Test func aChangedFileIsOtherContent() throws {
    _ = try export()
    let file = try #require(try scratch.contents().keys.first { $0.hasSuffix(".cer") })
    try scratch.write("changed", to: file)
    #expect(throws: FileError.self) { try export() }
    _ = try export(force: true)
    #expect(try scratch.contents()[file] != Data("changed".utf8))
  }

  @Test func anInterruptedRunIsFinished() throws {
    _ = try export()
    let whole = try scratch.contents()
    let folder = "out/zone/1_192.0.2.1-25001_192.0.2.2-7001"
    // As a run that was killed leaves it: the marker, temporaries, one file missing, one of another choice of ports.
    let files = whole.keys.map { String($0.dropFirst("out/zone/".count)) } + ["9_x/server-1_old.cer"]
    try scratch.write(
      String(
        decoding: FolderRecord.marker(capture: CaptureIdentity(name: "zone.pcap", fingerprint: nil), files: files),
        as: UTF8.self),
      to: "out/zone/.pcapcert-incomplete")
    try scratch.write("half", to: "out/zone/.pcapcert-temporary")
    try scratch.write("half", to: folder + "/.pcapcert-temporary")
    try scratch.write("old", to: "out/zone/9_x/server-1_old.cer")
    for name in ["out/zone/manifest.json", folder + "/server-chain.pem"] { try scratch.remove(name) }
    #expect(try export()?.isUnchanged == false)
    #expect(try scratch.contents() == whole)
  }

  @Test func aRunKilledBeforeItsMarkerIsStartedAnew() throws {
    try scratch.write("half", to: "out/zone/.pcapcert-temporary")
    _ = try export()
    #expect(try scratch.contents().keys.allSatisfy { !$0.contains(".pcapcert") })
  }

  @Test func somebodyElsesFolderIsRefusedUnlessForced() throws {
    try scratch.write("mine", to: "out/zone/thesis.txt")
    #expect(throws: FileError.self) { try export() }
    #expect(try scratch.contents().count == 1)
    _ = try export(force: true)
    #expect(try scratch.contents()["out/zone/thesis.txt"] == Data("mine".utf8))
  }

  @Test func aForeignFileInTheWayIsNeverReplaced() throws {
    try scratch.write("{}", to: "out/zone/manifest.json")
    #expect(throws: FileError.self) { try export(force: true) }
    #expect(try scratch.contents() == ["out/zone/manifest.json": Data("{}".utf8)])
  }

  @Test func whatCannotBeWrittenLeavesNoTemporary() throws {
    let folder = "out/zone/1_192.0.2.1-25001_192.0.2.2-7001"
    try scratch.write("", to: folder + "/server-chain.pem/.keep")
    #expect(throws: FileError.self) { try export(force: true) }
    #expect(throws: FileError.self) {
      try Directory.makeAndOpen(scratch.path(folder)).write([[1]], to: "server-chain.pem")
    }
    #expect(try scratch.contents().keys.sorted() == [folder + "/server-chain.pem/.keep"])
  }

  @Test func aFileWhereTheFolderShouldBeIsRefused() throws {
    try scratch.write("mine", to: "out/zone")
    #expect(throws: FileError.self) { try export(force: true) }
  }

  @Test func aForgedManifestCannotReachOutside() throws {
    try scratch.write("precious", to: "precious.txt")
    let forged =
      #"{"kind":"pcapcert-manifest","capture":"zone.pcap","files":["../../precious.txt","../x","/etc/passwd"]}"#
    try scratch.write(forged, to: "out/zone/manifest.json")
    #expect(throws: FileError.self) { try export(force: true) }
    #expect(try scratch.contents()["precious.txt"] == Data("precious".utf8))
  }

  @Test func linksAreNotFollowed() throws {
    try scratch.write("precious", to: "elsewhere/precious.txt")
    try scratch.write("", to: "out/.keep")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("out/zone"), withDestinationPath: scratch.path("elsewhere"))
    #expect(throws: FileError.self) { try export(force: true) }
    #expect(try scratch.names(in: "elsewhere") == ["precious.txt"])
    try scratch.remove("out/zone")
    let folder = "out/zone/1_192.0.2.1-25001_192.0.2.2-7001"
    try scratch.write("", to: "out/zone/.keep")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path(folder), withDestinationPath: scratch.path("elsewhere"))
    #expect(throws: FileError.self) { try export(force: true) }
    #expect(try scratch.names(in: "elsewhere") == ["precious.txt"])
  }

  @Test func anotherCaptureOfTheSameNameInALaterRunGetsASuffix() throws {
    func export(_ fingerprint: String, force: Bool = false) throws(FileError) -> ExportWriter.Written? {
      var writer = ExportWriter(output: scratch.path("out"), force: force)
      return try writer.write(
        [chain(connection: fingerprint == "a" ? 1 : 2)], capture: "zone.pcap", fingerprint: fingerprint)
    }
    #expect(try export("a")?.path.hasSuffix("/zone") == true)
    #expect(try export("b")?.path.hasSuffix("/zone-2") == true)
    #expect(try export("b", force: true)?.isUnchanged == true)
    #expect(try export("a")?.isUnchanged == true)
  }

  @Test func equalNamesInOneRunGetASuffix() throws {
    var writer = ExportWriter(output: scratch.path("out"), force: false)
    let paths = try ["a/zone.pcap", "b/zone.pcap", "c/Zone.pcap"].map { try writer.write([chain()], capture: $0)?.path }
    #expect(paths.map { $0?.split(separator: "/").last } == ["zone", "zone-2", "Zone-3"])
    var again = ExportWriter(output: scratch.path("out"), force: false)
    for name in ["a/zone.pcap", "b/zone.pcap", "c/Zone.pcap"] {
      #expect(try again.write([chain()], capture: name)?.isUnchanged == true)
    }
  }

  @Test func anotherCaptureOfThatNameKeepsItsFolder() throws {
    _ = try export(capture: "zone.pcap")
    #expect(try export(capture: "zone.pcapng")?.path.hasSuffix("/zone-2") == true)
    #expect(try export(capture: "zone.pcapng")?.isUnchanged == true)
    #expect(try export(capture: "zone.pcap")?.isUnchanged == true)
  }

  @Test func withoutChainsNothingIsWritten() throws {
    #expect(try export([chain([])]) == nil)
    #expect(try scratch.contents().isEmpty)
  }
}
