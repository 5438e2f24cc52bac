import Foundation
import TestSupport
import Testing

@testable import Inputs

@Suite struct FolderTests {
  @Test func walksInOrderAndPassesOverWhatIsHiddenOrALink() throws {
    let folder = try Folder()
    try folder.add("b/two.pcap", part(2))
    try folder.add("b.pcap", part(3))
    try folder.add("a/z.cap", part(1))
    try folder.add(".hidden.pcap", part(9))
    try folder.add(".git/x.pcap", part(9))
    try folder.add("notes.txt", Array("text".utf8))
    let outside = try Folder()
    try outside.add("outside.pcap", part(9))
    try folder.link("link.pcap", to: outside.path + "/outside.pcap")
    try folder.link("folder", to: outside.path)
    try folder.link("b/loop", to: folder.path)
    let readings = Readings([folder.path])
    #expect(folder.relative(readings.names) == ["a/z.cap", "b/two.pcap", "b.pcap"])
    #expect(readings.packets == [[1, 2], [2, 3], [3, 4]])
    #expect(readings.problems.isEmpty)
  }

  @Test func aNamedLinkIsFollowedAndASlashMakesNoDifference() throws {
    let folder = try Folder()
    try folder.add("in/x.pcap", part(1))
    try folder.link("link", to: folder.path + "/in")
    #expect(Readings([folder.path + "/link/"]).names == [folder.path + "/link/x.pcap"])
    #expect(Readings([folder.path + "/link"]).names == [folder.path + "/link/x.pcap"])
  }

  @Test func namedLinksToFilesAreTheFilesThatTheyLeadTo() throws {
    let folder = try Folder()
    let path = try folder.add("x.pcap", part(1))
    try folder.link("once", to: "x.pcap")
    try folder.link("twice", to: folder.path + "/once")
    try folder.link("nowhere", to: "none.pcap")
    let readings = Readings([folder.path + "/twice", path, folder.path + "/nowhere"])
    #expect(readings.packets == [[1, 2]])
    #expect(
      folder.relative(readings.reasons) == [
        "x.pcap: the same file as twice, which is read once", "nowhere: No such file or directory",
      ])
    #expect(InputPlan([path], options: InputOptions()).byteCount == part(1).count)
    #expect(InputPlan(["/dev/null"], options: InputOptions()).byteCount == nil)
  }

  @Test func whatIsNamedAndCannotBeReadIsAProblemAndDoesNotStopTheRest() throws {
    let folder = try Folder()
    let text = try folder.add("x.txt", Array("text".utf8))
    let good = try folder.add("x.pcap", part(1))
    let readings = Readings([folder.path + "/none.pcap", text, good])
    #expect(readings.packets == [[1, 2]])
    #expect(
      folder.relative(readings.reasons) == [
        "none.pcap: No such file or directory", "x.txt: not a capture: a text file",
      ])
  }

  @Test func aFileIsReadOnce() throws {
    let folder = try Folder()
    let path = try folder.add("in/x.pcap", part(1))
    try FileManager.default.linkItem(atPath: path, toPath: folder.path + "/in/y.pcap")
    let readings = Readings([folder.path + "/in", folder.path + "/in/../in/x.pcap"])
    #expect(folder.relative(readings.names) == ["in/x.pcap"])
    #expect(readings.problems.map(\.isLoss) == [false, false])
    #expect(folder.relative(readings.reasons)[0] == "in/y.pcap: the same file as in/x.pcap, which is read once")
  }

  @Test func aNamedFileIsOneBehindItsFolderAsWell() throws {
    let folder = try Folder()
    let text = try folder.add("notes.txt", Array("text".utf8))
    #expect(Readings([folder.path]).problems.isEmpty)
    #expect(Readings([folder.path, text]).reasons.contains { $0.contains("not a capture: a text file") })
  }

  /// Swift's strings cannot name it.
  @Test func aNameThatIsNotUTF8IsAProblem() throws {
    let folder = try Folder()
    try folder.add("x.pcap", part(1))
    var name = Array(folder.path.utf8CString.dropLast()) + Array("/tr".utf8CString.dropLast())
    name += [CChar(bitPattern: 0xE4)] + Array("ce.pcap".utf8CString)
    // Safe: a terminated string for this call.
    let file = unsafe fopen(name, "w")
    _ = unsafe file.map { unsafe fclose($0) }
    let readings = Readings([folder.path])
    #expect(readings.packets == [[1, 2]])
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("its name is not UTF-8"))
    // Named: as Swift hands the argument over.
    let named = Readings([folder.path + "/tr\u{FFFD}ce.pcap"])
    #expect(named.reasons.count == 1 && named.reasons[0].contains("its name is not UTF-8"))
  }

  @Test func whatLooksLikeACaptureInAFolderIsAProblem() throws {
    let folder = try Folder()
    try folder.add("a.pcap", [])
    try folder.add("b.bin", Array("snoop\0\0\0".utf8))
    try folder.add("b.rar", Array("Rar!\u{1A}\u{7}".utf8))
    try folder.add("c.bin", [0, 1, 2])
    try folder.add("d.cap", part(1))
    let readings = Readings([folder.path])
    #expect(
      folder.relative(readings.reasons) == [
        "a.pcap: not a capture: the file is empty",
        "b.bin: not a capture: a Solaris snoop capture: convert it with Wireshark's `editcap -F pcap IN OUT`",
        "b.rar: not read: a RAR archive: unpack it first with `unrar x`",
      ])
    #expect(readings.packets == [[1, 2]])
  }

  @Test func aDamagedCaptureGivesWhatPrecedes() throws {
    let folder = try Folder()
    try folder.add("a.pcap", Array(part(1).dropLast(70)) + [UInt8](repeating: 0xFF, count: 70))
    try folder.add("b.pcap", part(2))
    let readings = Readings([folder.path])
    #expect(readings.packets == [[1], [2, 3]])
    #expect(readings.captures[0].error?.contains("damaged after packet 1") == true)
  }
}

/// Rotated captures in folders.
@Suite struct FolderSeriesTests {
  @Test func expresswayFilesAreOneCaptureInOrderOfTime() throws {
    let folder = try Folder()
    // A ring: number 2 holds the first packets. 10 sorts before 2 by name.
    for (number, byte) in [(10, 1), (2, 0), (0, 2), (1, 3)] as [(Int, UInt8)] {
      try folder.add(expressway(number), part(byte))
    }
    try folder.add("eth1_diagnostic_logging_tcpdump0_expc_2026-11-24_21:53:28.pcap", part(7))
    let readings = Readings([folder.path])
    #expect(readings.packets == [[0, 1, 1, 2, 2, 3, 3, 4], [7, 8]])
    #expect(folder.relative(readings.captures[0].parts) == [2, 10, 0, 1].map(expressway))
    #expect(readings.captures.map(\.peer) == ["expc", "expc"])
    #expect(folder.relative(readings.names)[0] == expressway(2))
  }

  @Test func numbersDecideWhereTimesAreEqual() throws {
    let folder = try Folder()
    for number in [0, 9, 10] { try folder.add(expressway(number), part(UInt8(number), second: 5)) }
    #expect(Readings([folder.path]).packets == [[0, 1, 9, 10, 10, 11]])
  }

  @Test func tcpdumpAndDumpcapNames() throws {
    let folder = try Folder()
    for (number, name) in ["t.pcap", "t.pcap1", "t.pcap2.gz"].enumerated() {
      let bytes = part(UInt8(number))
      try folder.add(name, name.hasSuffix("gz") ? gzip(bytes) : bytes)
    }
    try folder.add("d_00001_20261124215328.pcapng", part(10))
    try folder.add("d_00002_20261124225328.pcapng", part(20, second: 5000))
    try folder.add("g-20261124-215328.pcap", part(30))
    try folder.add("g-20261124-225328.pcap", part(31))
    #expect(Readings([folder.path]).packets == [[10, 11, 20, 21], [30, 31, 31, 32], [0, 1, 1, 2, 2, 3]])
  }

  /// Their compressed copies beside them.
  @Test func copiesAreJoinedAmongThemselves() throws {
    let folder = try Folder()
    for number in 1...2 {
      try folder.add("t.pcap\(number)", part(UInt8(number)))
      try folder.add("t.pcap\(number).gz", gzip(part(UInt8(number))))
    }
    #expect(Readings([folder.path]).packets == [[1, 2, 2, 3], [1, 2, 2, 3]])
  }

  @Test func snapshotsOfTwoDaysAreTwoCaptures() throws {
    let folder = try Folder()
    for (day, start) in [("24", 0), ("25", 86_400)] {
      for number in 0...1 {
        try folder.add(
          expressway(number).replacing("-24_", with: "-\(day)_"),
          part(UInt8(number), second: start + 10 * number))
      }
    }
    #expect(Readings([folder.path]).packets == [[0, 1, 1, 2], [0, 1, 1, 2]])
  }

  @Test func thePlanKnowsHowMuchThereIs() throws {
    let folder = try Folder()
    try folder.add("a.pcap", part(1))
    try folder.add("b/c.pcap", part(2))
    #expect(InputPlan([folder.path], options: InputOptions()).byteCount == 2 * part(1).count)
  }

  @Test func whatDoesNotFollowInTimeIsACaptureOfItsOwn() throws {
    let folder = try Folder()
    try folder.add("t.pcap", part(1, second: 0))
    try folder.add("t.pcap1", part(2, second: 20))
    try folder.add("t.pcap2", part(3, second: 10_000))
    try folder.add("t.pcap3", part(4, second: 10_001))
    // 3 overlaps with 2, which lasts nine seconds.
    #expect(Readings([folder.path]).packets == [[1, 2, 2, 3], [3, 4], [4, 5]])
  }

  @Test func namedOneByOneTheyAreJoinedAsWell() throws {
    let folder = try Folder()
    let paths = try [0, 1].map { try folder.add(expressway($0), part(UInt8($0))) }
    #expect(Readings(paths.reversed()).packets == [[0, 1, 1, 2]])
  }

  @Test func withoutJoiningEachIsItsOwn() throws {
    let folder = try Folder()
    for number in [0, 1] { try folder.add(expressway(number), part(UInt8(number))) }
    var options = InputOptions()
    options.joinsRotated = false
    #expect(Readings([folder.path], options: options).packets == [[0, 1], [1, 2]])
  }

  @Test func aPartThatIsNoCaptureIsAProblemAndTheOthersAreJoined() throws {
    let folder = try Folder()
    for number in [0, 2] { try folder.add(expressway(number), part(UInt8(number))) }
    try folder.add(expressway(1), [1, 2, 3])
    let readings = Readings([folder.path])
    #expect(readings.packets == [[0, 1, 2, 3]])
    #expect(readings.problems.count == 1)
  }

  @Test func emptyPartsDoNotMatter() throws {
    let folder = try Folder()
    for number in [0, 1] { try folder.add(expressway(number), part(UInt8(number))) }
    try folder.add(expressway(2), capture([]))
    #expect(Readings([folder.path]).packets == [[0, 1, 1, 2]])
  }
}

func expressway(_ number: Int) -> String {
  "eth0_diagnostic_logging_tcpdump\(number)_expc_2026-11-24_21:53:28.pcap"
}
