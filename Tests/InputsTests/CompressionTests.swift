import Foundation
import TestSupport
import Testing

@testable import Inputs

@Suite struct CompressionTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let members = [Member(name: "a.pcap", bytes: part(1)), Member(name: "d/b", bytes: part(2))]

  private func archive(_ name: String, format: String, filter: String? = nil, _ members: [Member]) throws -> [UInt8] {
    let path = folder.path + "/" + name
    try makeArchive(path, format: format, filter: filter, members)
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  @Test(arguments: ["bzip2", "xz", "zstd", "lz4"])
  func compressedArchives(_ filter: String) throws {
    let bytes = try archive("x", format: "ustar", filter: filter, Self.members)
    let readings = Readings([folder.path + "/x"])
    #expect(folder.relative(readings.names) == ["x:a.pcap", "x:d/b"])
    #expect(readings.packets == [[1, 2], [2, 3]])
    #expect(readings.problems.isEmpty)
    let outer = try folder.add("o.tar", tar([Member(name: "i", bytes: bytes), Member(name: "z", bytes: part(9))]))
    let inner = Readings([outer])
    #expect(folder.relative(inner.names) == ["o.tar:i:a.pcap", "o.tar:i:d/b", "o.tar:z"])
    #expect(inner.packets == [[1, 2], [2, 3], [9, 10]])
    #expect(inner.problems.isEmpty)
  }

  /// A capture alone, beside the others and in an archive.
  @Test(arguments: ["bzip2", "xz", "zstd", "lz4"])
  func compressedCaptures(_ filter: String) throws {
    let bytes = try archive("a.pcap.x", format: "raw", filter: filter, [Member(name: "a", bytes: part(1))])
    let outer = try folder.add("o.zip", zip([Member(name: "a.pcap.x", bytes: bytes)]))
    let readings = Readings([folder.path + "/a.pcap.x", outer])
    #expect(folder.relative(readings.names) == ["a.pcap.x", "o.zip:a.pcap.x"])
    #expect(readings.packets == [[1, 2], [1, 2]])
    #expect(readings.problems.isEmpty)
  }

  @Test(arguments: ["gzip", "bzip2", "xz", "zstd", "lz4"])
  func whatIsNoCaptureIsSaid(_ filter: String) throws {
    _ = try archive("x", format: "raw", filter: filter, [Member(name: "a", bytes: [0, 1, 2, 3])])
    let readings = Readings([folder.path + "/x"])
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("not a capture"))
    // Nobody takes it for one in a folder.
    #expect(Readings([folder.path]).problems.isEmpty)
  }

  /// Its directory is at its end: inside of another archive it waits in a temporary file.
  @Test func sevenZip() throws {
    let bytes = try archive("x.7z", format: "7zip", Self.members)
    let outer = try folder.add(
      "o.tar.gz", gzip(tar([Member(name: "i.7z", bytes: bytes), Member(name: "z", bytes: part(9))])))
    let readings = Readings([folder.path + "/x.7z", outer])
    #expect(
      folder.relative(readings.names) == [
        "x.7z:a.pcap", "x.7z:d/b", "o.tar.gz:i.7z:a.pcap", "o.tar.gz:i.7z:d/b", "o.tar.gz:z",
      ])
    #expect(readings.packets == [[1, 2], [2, 3], [1, 2], [2, 3], [9, 10]])
    var options = InputOptions()
    options.limits.spoolByteCount = 16
    let limited = Readings([outer], options: options)
    #expect(limited.packets == [[9, 10]])
    #expect(limited.reasons.count == 1 && limited.reasons[0].contains("--max-spool"))
  }

  @Test(arguments: ["bzip2", "xz", "zstd", "lz4"])
  func everyCutIsSurvivedAndSaid(_ filter: String) throws {
    let bytes = try archive("x", format: "ustar", filter: filter, Self.members)
    for length in 12..<bytes.count {
      let readings = Readings([try folder.add("cut", Array(bytes[..<length]))])
      #expect(readings.captures.count <= 2)
      // The last bytes may be a checksum of what was read already.
      if length < bytes.count * 3 / 4 { #expect(!readings.problems.isEmpty, "\(filter) cut at \(length)") }
    }
  }

  /// Zeros that unpack to thousands of times their size, before a capture that is never reached.
  @Test(arguments: ["bzip2", "zstd"])
  func aBombIsNotUnpacked(_ filter: String) throws {
    let zeros = [UInt8](repeating: 0, count: UnpackingLimits.ratioFloor + (8 << 20))
    let members = [
      Member(name: "first.pcap", bytes: part(1)), Member(name: "zeros", bytes: zeros),
      Member(name: "behind.pcap", bytes: part(2)),
    ]
    let bomb = try archive("bomb", format: "ustar", filter: filter, members)
    #expect(bomb.count * UnpackingLimits().ratio < UnpackingLimits.ratioFloor)
    let wrapped = try folder.add("wrapped.tar", tar([Member(name: "b", bytes: bomb)]))
    let after = try folder.add("x.tar", tar([Member(name: "c.pcap", bytes: part(3))]))
    let readings = Readings([folder.path + "/bomb", wrapped, after])
    #expect(readings.packets == [[1, 2], [1, 2], [3, 4]])
    #expect(readings.reasons.count == 2 && readings.reasons.allSatisfy { $0.contains("--max-ratio") })
    var options = InputOptions()
    options.limits.ratio = 1 << 30
    #expect(Readings([wrapped], options: options).packets == [[1, 2], [2, 3]])
  }
}
