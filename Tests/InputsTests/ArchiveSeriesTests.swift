import Capture
import TestSupport
import Testing

@testable import Inputs

/// Rotated captures in archives.
@Suite struct ArchiveSeriesTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// A tar archive with the parts of the numbers given, in this order; a number's packets are from ten times its second.
  private func archive(_ numbers: [Int], compressed: Bool = true) throws -> (path: String, byteCount: Int) {
    let bytes = tar(numbers.map { Member(name: "log/" + expressway($0), bytes: part(UInt8($0))) })
    let packed = compressed ? gzip(bytes) : bytes
    return (try folder.add("x.tar.gz", packed), packed.count)
  }

  private func packets(_ numbers: some Sequence<Int>) -> [UInt8] { numbers.flatMap { [UInt8($0), UInt8($0) + 1] } }

  @Test func storedInOrderTheyAreReadOnce() throws {
    let (path, byteCount) = try archive(Array(0...12))
    let readings = Readings([path])
    #expect(readings.packets == [packets(0...12)])
    #expect(readings.withdrawnCount == 0)
    #expect(readings.progress.readByteCount == byteCount)
    #expect(readings.captures[0].peer == "expc")
    #expect(folder.relative(readings.names) == ["x.tar.gz:log/" + expressway(0)])
    #expect(folder.relative(readings.captures[0].parts).last == "x.tar.gz:log/" + expressway(12))
  }

  @Test func storedByNameTheyAreReadTwice() throws {
    let (path, byteCount) = try archive((0...12).sorted { String($0) < String($1) })
    let readings = Readings([path])
    #expect(readings.packets == [packets(0...12)])
    #expect(readings.withdrawnCount == 1)
    #expect(readings.progress.readByteCount <= 3 * byteCount)
    #expect(readings.problems.isEmpty)
  }

  @Test(arguments: [0, 1 << 20]) func storedInAnyOrder(_ spoolByteCount: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("ArchiveSeriesTests.storedInAnyOrder seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var options = InputOptions()
    options.limits.spoolByteCount = spoolByteCount
    for count in 1...12 {
      let (path, byteCount) = try archive((0..<count).shuffled(using: &generator), compressed: count.isMultiple(of: 2))
      let readings = Readings([path], options: options)
      #expect(readings.packets == [packets(0..<count)])
      // Up to four reads, each of which looks at the beginning and then begins anew.
      if spoolByteCount > 0 { #expect(readings.progress.readByteCount <= 8 * byteCount) }
      #expect(readings.problems.isEmpty)
    }
  }

  /// As in a folder, see `FolderTests.numbersDecideWhereTimesAreEqual`.
  @Test func numbersDecideWhereTimesAreEqual() throws {
    let members = [10, 9].map { Member(name: expressway($0), bytes: part(UInt8($0), second: 7)) }
    let readings = Readings([try folder.add("x.tar", tar(members))])
    #expect(readings.packets == [packets([9, 10])])
    #expect(readings.problems.isEmpty)
  }

  @Test func aRingThatIsStoredByNumber() throws {
    // Number 3 is the oldest; 0, 1 and 2 were written over.
    let times = [4, 5, 6, 1, 2, 3]
    let members = times.enumerated().map { Member(name: expressway($0.offset), bytes: part(UInt8($0.element))) }
    let readings = Readings([try folder.add("x.tar", tar(members))])
    #expect(readings.packets == [packets(1...6)])
    #expect(readings.withdrawnCount == 1)
  }

  @Test func severalInterfacesSideBySide() throws {
    func members(_ names: [(interface: Int, number: Int)]) -> [Member] {
      names.map {
        Member(
          name: expressway($0.number).replacing("eth0", with: "eth\($0.interface)"),
          bytes: part(UInt8($0.number + 100 * $0.interface)))
      }
    }
    let inOrder = Readings([try folder.add("x.tar", tar(members([(0, 0), (0, 1), (1, 0), (1, 1)])))])
    #expect(inOrder.packets == [[0, 1, 1, 2], [100, 101, 101, 102]])
    #expect(inOrder.withdrawnCount == 0)
    let mixed = Readings([try folder.add("x.tar", tar(members([(0, 0), (1, 0), (0, 1), (1, 1)])))])
    #expect(mixed.packets == inOrder.packets)
    #expect(mixed.withdrawnCount == 2)
  }

  @Test func inAnInnerArchiveAndAnInnerFolder() throws {
    let inner = tar([3, 1, 2].map { Member(name: expressway($0), bytes: part(UInt8($0))) })
    let other = tar([1, 2].map { Member(name: expressway($0), bytes: part(UInt8($0 + 50))) })
    let bytes = zip([
      Member(name: "a.tgz", bytes: gzip(inner)), Member(name: "b.tar", bytes: other),
      Member(name: "c.pcap", bytes: part(9)),
    ])
    let readings = Readings([try folder.add("x.zip", bytes)])
    #expect(readings.packets == [packets([51, 52]), packets([9]), packets(1...3)])
    #expect(readings.problems.isEmpty)
  }

  /// The C library's characters are those of ASCII in this process, as in the program.
  @Test func namesAreUTF8WhateverTheLocale() throws {
    let members = ["trace.pcap", "trace.pcap1", "漢字.pcap"].enumerated().map { index, name in
      Member(name: "Kunde Müller/" + name, bytes: part(UInt8(index + 1)))
    }
    let readings = Readings([try folder.add("x.zip", zip(members))])
    #expect(readings.packets == [packets([1, 2]), packets([3])])
    #expect(readings.names.map { $0.hasSuffix("x.zip:Kunde Müller/trace.pcap") } == [true, false])
    #expect(readings.problems.isEmpty)
  }

  @Test func whatWasSettledStandsAndTheRestIsReadApart() throws {
    let (path, _) = try archive([2, 3, 0, 1])
    let readings = Readings([path], settlesAtOnce: true)
    #expect(readings.packets == [packets([2, 3]), packets([0, 1])])
    #expect(readings.withdrawnCount == 0)
    #expect(readings.problems.map(\.isLoss) == [true])
  }

  /// Names of the captures that are provisional, and of those that are given when all before were settled.
  private func provisional(_ names: [String], compressed: Bool) throws -> (captures: [String], settledBefore: [String])
  {
    let archive = tar(names.enumerated().map { Member(name: $1, bytes: part(UInt8($0 * 3))) })
    let path = try folder.add("x.tar", compressed ? gzip(archive) : archive)
    let reader = InputReader(
      try #require(InputPlan([path], options: InputOptions()).units.first), options: InputOptions())
    var (captures, settledBefore): ([String], [String]) = ([], [])
    var isSettled = false
    while let item = reader.next() {
      switch item {
      case .capture(let capture):
        let name = String(capture.name.dropFirst(path.count + 1))
        if capture.isProvisional { captures.append(name) }
        if isSettled { settledBefore.append(name) }
        isSettled = false
        // Its parts are taken as they are read.
        let reader = try capture.open()
        while try reader.next({ _, _ in }) {}
      case .settled: isSettled = true
      case .certificate, .file, .problem, .withdrawn: break
      }
    }
    return (captures, settledBefore)
  }

  @Test func onlyWhatMayHaveFurtherPartsIsProvisional() throws {
    let names = ["a.pcap", "b.pcap1", "c_20261124_215328.pcap", expressway(3), "d", "e.pcap", "f.pcap", "e.pcap1"]
    // Where names are not known before, any that may be one of several may go on.
    #expect(try provisional(names, compressed: true).captures == [0, 1, 2, 3, 5, 6].map { names[$0] })
    #expect(try provisional(names, compressed: false).captures == ["e.pcap"])
  }

  @Test func whenAllPartsAreThereNothingIsWaitedFor() throws {
    let names = ["a.pcap", "a.pcap1", "b.pcap", "c.pcap", "d.pcap1", "d.pcap2", "e.pcap"]
    #expect(try provisional(names, compressed: false) == (["a.pcap", "d.pcap1"], ["b.pcap", "e.pcap"]))
  }

  @Test func whatContinuesAFirstFileIsJoined() throws {
    let members = [("t.pcap", 0), ("t.pcap1", 1), ("t.pcap2", 2)].map { Member(name: $0, bytes: part(UInt8($1))) }
    let other = Member(name: "other.pcap", bytes: part(90))
    let inOrder = Readings([try folder.add("x.tgz", gzip(tar(members + [other])))])
    #expect(inOrder.packets == [packets(0...2), packets([90])])
    let mixed = [members[0], other, members[2], members[1]]
    for bytes in [tar(mixed), zip(mixed), gzip(tar(mixed))] {
      let readings = Readings([try folder.add("y", bytes)])
      #expect(readings.packets == [packets([90]), packets(0...2)])
      #expect(readings.withdrawnCount == 1 && readings.problems.isEmpty)
    }
    // A later one first.
    let late = Readings([try folder.add("z.tgz", gzip(tar([members[1], other, members[0]])))])
    #expect(late.packets == [packets([90]), packets([0, 1])])
  }

  @Test func timesDecideForLooseNames() throws {
    let members = [
      Member(name: "t.pcap", bytes: part(1, second: 0)), Member(name: "t.pcap1", bytes: part(2, second: 20)),
      Member(name: "t.pcap2", bytes: part(3, second: 5000)), Member(name: "t.pcap3", bytes: part(4, second: 5010)),
    ]
    for order in [[0, 1, 2, 3], [1, 0, 3, 2]] {
      let readings = Readings([try folder.add("x.tar", tar(order.map { members[$0] }))])
      #expect(readings.packets == [[1, 2, 2, 3], [3, 4, 4, 5]])
    }
  }

  @Test func withoutJoiningEachIsItsOwn() throws {
    let (path, _) = try archive([1, 0])
    var options = InputOptions()
    options.joinsRotated = false
    #expect(Readings([path], options: options).packets == [[1, 2], [0, 1]])
  }

  /// In order, read again, and from a temporary file; longer than what is looked at to see when a part begins.
  @Test(arguments: [[1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 5, 6], [3, 2, 1, 4, 5, 6], [6, 5, 4, 3, 2, 1]])
  func aWrongChecksumIsSaidOnceWhateverTheOrder(_ numbers: [Int]) throws {
    for damaged in [1, 2, 3, 6] {
      func bytes(_ number: Int) -> [UInt8] { capture((0..<1500).map { (number * 1500 + $0, UInt8(number)) }) }
      var archive = zip(numbers.map { Member(name: expressway($0), bytes: bytes($0)) })
      // What the directory at the end says of it, and what stands before its data.
      let sum = littleEndian(crc32(bytes(damaged)))
      for place in archive.indices.dropLast(4) where archive[place..<(place + 4)].elementsEqual(sum) {
        archive[place] ^= 1
      }
      let readings = Readings([try folder.add("x.zip", archive)])
      #expect(readings.packets == [(1...6).flatMap { [UInt8](repeating: UInt8($0), count: 1500) }])
      #expect(readings.reasons.map { $0.contains("x.zip:\(expressway(damaged)): read, but") } == [true])
    }
  }

  @Test func damageInOnePartLeavesTheOthers() throws {
    var middle = part(1)
    middle.replaceSubrange(100..<116, with: [UInt8](repeating: 0xFF, count: 16))
    let members = [(0, part(0)), (1, middle), (2, part(2))].map { Member(name: expressway($0.0), bytes: $0.1) }
    let readings = Readings([try folder.add("x.tar", tar(members))])
    #expect(readings.packets == [[0, 1, 1, 2, 3]])
    #expect(readings.captures[0].error?.contains(expressway(1)) == true)
  }
}
