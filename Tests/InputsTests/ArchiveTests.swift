import Foundation
import TestSupport
import Testing

@testable import Inputs

@Suite struct ArchiveTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let members = [
    Member(name: "folder/", bytes: [], type: "5"), Member(name: "./folder/a.bin", bytes: part(1)),
    Member(name: "readme.txt", bytes: Array("text".utf8)), Member(name: "b.cap", bytes: part(2)),
    Member(name: "hard", bytes: [], type: "1", link: "b.cap"),
    Member(name: "soft", bytes: [], type: "2", link: "b.cap"),
    Member(name: "c.pcap.gz", bytes: gzip(part(3))),
  ]

  @Test(arguments: ["tar", "tar.gz", "zip"])
  func membersAreReadByTheirFirstBytes(_ form: String) throws {
    let files = Self.members.filter { $0.type == "0" }
    let bytes = form == "zip" ? zip(files) : form == "tar" ? tar(Self.members) : gzip(tar(Self.members))
    let readings = Readings([try folder.add("x." + form, bytes)])
    #expect(folder.relative(readings.names) == ["folder/a.bin", "b.cap", "c.pcap.gz"].map { "x.\(form):\($0)" })
    #expect(readings.packets == [[1, 2], [2, 3], [3, 4]])
    #expect(readings.problems.isEmpty)
  }

  @Test func archivesWithinArchives() throws {
    let inner = zip([Member(name: "in.pcap", bytes: part(1)), Member(name: "t.tgz", bytes: gzip(tar(Self.members)))])
    let path = try folder.add(
      "x.tar", tar([Member(name: "i.zip", bytes: inner), Member(name: "z.pcap", bytes: part(9))]))
    let readings = Readings([path])
    #expect(
      folder.relative(readings.names) == [
        "x.tar:i.zip:in.pcap", "x.tar:i.zip:t.tgz:folder/a.bin", "x.tar:i.zip:t.tgz:b.cap",
        "x.tar:i.zip:t.tgz:c.pcap.gz", "x.tar:z.pcap",
      ])
    #expect(readings.packets == [[1, 2], [1, 2], [2, 3], [3, 4], [9, 10]])
  }

  @Test func aCutArchiveGivesWhatPrecedesTheCut() throws {
    let whole = tar([Member(name: "a.pcap", bytes: part(1)), Member(name: "b.pcap", bytes: part(2))])
    // Inside the second packet of the second capture.
    let cut = Array(whole.prefix(512 + 512 + 512 + 24 + 76 + 20))
    for (name, bytes) in [("x.tar", cut), ("x.tar.gz", Array(gzip(whole).prefix(10 + 5 + cut.count)))] {
      let readings = Readings([try folder.add(name, bytes)])
      #expect(readings.packets == [[1, 2], [2]], "\(name)")
      #expect(readings.problems.count == 1 && readings.reasons[0].contains("read no further than behind member 2"))
    }
  }

  @Test func everyCutIsSurvived() throws {
    for (name, bytes) in [
      ("x.tar.gz", gzip(tar(Self.members))), ("x.zip", zip(Self.members.filter { $0.type == "0" })),
    ] {
      let whole = Readings([try folder.add(name, bytes)]).packets.flatMap(\.self)
      for length in stride(from: 0, to: bytes.count, by: 61) {
        let found = Readings([try folder.add(name, Array(bytes[..<length]))]).packets.flatMap(\.self)
        #expect(found.count <= whole.count)
      }
    }
  }

  @Test func randomDamageNeverTraps() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("ArchiveTests.randomDamageNeverTraps seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let nested = tar([
      Member(name: "i.zip", bytes: zip(Self.members)), Member(name: "t.tgz", bytes: gzip(tar(Self.members))),
    ])
    for _ in 0..<200 {
      var damaged = nested
      for _ in 0..<4 {
        damaged[Int.random(in: 0..<damaged.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      #expect(Readings([try folder.add("x.tar", damaged)]).captures.count <= 100)
    }
  }

  @Test func membersAreNeverWritten() throws {
    let path = try folder.add(
      "in/x.tar", tar([Member(name: "../evil.pcap", bytes: part(1)), Member(name: "/evil", bytes: part(2))]))
    let readings = Readings([path])
    #expect(readings.packets == [[1, 2], [2, 3]])
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == ["in", "in/x.tar"])
  }

  /// libarchive gives the bytes all the same.
  @Test func aWrongChecksumIsAProblemAndTheBytesAreThere() throws {
    var bytes = zip([Member(name: "a.pcap", bytes: part(1)), Member(name: "b.pcap", bytes: part(2))])
    let last = try #require(bytes.firstIndex(of: UInt8(ascii: "P"))) + 30 + 6 + part(1).count - 1
    bytes[last] ^= 0xFF
    let readings = Readings([try folder.add("x.zip", bytes)])
    #expect(readings.packets == [[1, 2], [2, 3]])
    #expect(readings.problems.map(\.isLoss) == [true])
    #expect(folder.relative(readings.reasons)[0].hasPrefix("x.zip:a.pcap: read, but it is damaged: ZIP bad CRC"))
  }

  @Test func aDamagedHeaderIsAProblemAndTheOthersAreRead() throws {
    var bytes = tar((1...3).map { Member(name: "\($0).pcap", bytes: part(UInt8($0))) })
    // The checksum of the second member's header.
    bytes[1024 + 150] = UInt8(ascii: "7")
    let readings = Readings([try folder.add("x.tar", bytes)])
    #expect(readings.packets == [[1, 2], [3, 4]])
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("members were passed over"))
  }

  /// Bytes that go through several archives are counted once, those of archives beside each other together.
  @Test func innerArchivesCountByDepth() throws {
    var options = InputOptions()
    options.limits.byteCount = 1_500_000
    let hidden = Member(name: ".x", bytes: [UInt8](repeating: 0, count: 1_000_000))
    var nested = tar([hidden, Member(name: "x.pcap", bytes: part(1))])
    for name in ["c.tar", "b.tar", "a.tar"] { nested = tar([Member(name: name, bytes: nested)]) }
    let once = Readings([try folder.add("x.tar", nested)], options: options)
    #expect(once.packets == [[1, 2]])
    #expect(once.reasons == [])
    let path = folder.path + "/inner.tar.gz"
    try makeArchive(path, format: "ustar", filter: "gzip", [hidden])
    let inner = Array(try Data(contentsOf: URL(filePath: path)))
    let many = tar((1...4).map { Member(name: "\($0).tar.gz", bytes: inner) })
    let together = Readings([try folder.add("y.tar", many)], options: options)
    #expect(together.reasons.count == 1 && together.reasons[0].contains("y.tar:2.tar.gz: read no further"))
  }

  /// Like one that is compressed with xz; the packets that precede the limit are given.
  @Test func aCaptureCompressedWithGzipCounts() throws {
    let long = folder.path + "/long.pcap.gz"
    try makeArchive(
      long, format: "raw", filter: "gzip", [Member(name: "x", bytes: capture((0..<10_000).map { ($0, 7) }))])
    let packed = Array(try Data(contentsOf: URL(filePath: long)))
    let path = try folder.add("x.tar", tar([Member(name: "a.pcap.gz", bytes: packed)]))
    #expect(Readings([path], options: without { $0.byteCount = 800_000 }).packets.map(\.count) == [10_000])
    let cut = Readings([path], options: without { $0.byteCount = 600_000 })
    #expect((1000..<10_000).contains(cut.packets.first?.count ?? 0))
    #expect(cut.captures.first?.error?.contains("--max-unpacked") == true)
  }

  /// Behind the end of the archive, which is where it ends for libarchive.
  @Test func aWrongChecksumOfGzipIsAProblem() throws {
    var bytes = gzip(tar([Member(name: "a.pcap", bytes: part(1))]))
    bytes[bytes.count - 8] ^= 1
    let readings = Readings([try folder.add("x.tgz", bytes)])
    #expect(readings.packets == [[1, 2]])
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("incorrect data check"))
  }

  @Test func compressedTwice() throws {
    let twice = gzip(gzip(part(1)))
    #expect(Readings([try folder.add("x.gz.gz", twice)]).packets == [[1, 2]])
    #expect(Readings([try folder.add("x.tar", tar([Member(name: "a", bytes: twice)]))]).packets == [[1, 2]])
    #expect(Readings([try folder.add("x.tgz.gz", gzip(gzip(tar(Self.members))))]).packets.count == 3)
  }

  /// As in folders; macOS adds files with a capture's name that are none.
  @Test func hiddenMembersArePassedOver() throws {
    let names = ["a.pcap", "__MACOSX/._a.pcap", "._b.pcap", "d/.c.pcap", "./d.pcap", "../e.pcap", ".f/f.pcap"]
    let members = names.enumerated().map { Member(name: $0.element, bytes: part(UInt8($0.offset))) }
    let readings = Readings([try folder.add("x.tar", tar(members))])
    #expect(readings.packets == [[0, 1], [4, 5], [5, 6], [6, 7]])
  }

  // MARK: Limits

  /// What libarchive unpacks to skip it counts as well.
  @Test func whatIsSkippedCounts() throws {
    let path = folder.path + "/x.7z"
    let filler = [UInt8](repeating: 0, count: 1 << 20)
    try makeArchive(
      path, format: "7zip", [Member(name: "a.bin", bytes: filler), Member(name: "b.pcap", bytes: part(1))])
    let readings = Readings([path], options: without { $0.byteCount = 1 << 19 })
    #expect(readings.captures.isEmpty)
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("--max-unpacked"))
    #expect(Readings([path]).packets == [[1, 2]])
  }

  /// What comes out of gzip is the archive that its members come out of, and counts once.
  @Test func aCompressedArchiveCountsOnce() throws {
    let bytes = gzip(tar([Member(name: "a.bin", bytes: [UInt8](repeating: 7, count: 100_000))]))
    let path = try folder.add("x.tar.gz", bytes)
    #expect(Readings([path], options: without { $0.byteCount = 110_000 }).problems.isEmpty)
    #expect(Readings([path], options: without { $0.byteCount = 90_000 }).problems.count == 1)
  }

  @Test func depth() throws {
    var bytes = part(1)
    for _ in 0..<3 { bytes = tar([Member(name: "x", bytes: bytes)]) }
    let path = try folder.add("x.tar", bytes)
    #expect(Readings([path]).packets == [[1, 2]])
    let limited = Readings([path], options: without { $0.depth = 2 })
    #expect(limited.captures.isEmpty)
    #expect(limited.reasons.count == 1 && limited.reasons[0].contains("--max-depth"))
  }

  @Test func memberCountBytesAndRatio() throws {
    let path = try folder.add("x.tar", tar((1...5).map { Member(name: "\($0).bin", bytes: part(UInt8($0))) }))
    let few = Readings([path], options: without { $0.memberCount = 3 })
    #expect(few.captures.count == 3)
    #expect(few.reasons.count == 1 && few.reasons[0].contains("--max-members"))
    let small = Readings([path], options: without { $0.byteCount = 400 })
    #expect((1...2).contains(small.captures.count))
    #expect(small.reasons.count == 1 && small.reasons[0].contains("--max-unpacked"))
    let large = [UInt8](repeating: 0, count: UnpackingLimits.ratioFloor + 1)
    let bomb = folder.path + "/b.tar.gz"
    try makeArchive(
      bomb, format: "ustar", filter: "gzip",
      [Member(name: "a", bytes: large), Member(name: "b.pcap", bytes: part(1))])
    #expect(Readings([bomb], options: without { $0.ratio = 0 }).reasons.contains { $0.contains("--max-ratio") })
    #expect(Readings([bomb], options: without { $0.ratio = 100_000 }).packets == [[1, 2]])
  }

  private func without(_ change: (inout UnpackingLimits) -> Void) -> InputOptions {
    var options = InputOptions()
    change(&options.limits)
    return options
  }
}
