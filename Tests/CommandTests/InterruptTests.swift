import Foundation
import TestSupport
import Testing

/// An export of several inputs, which are read side by side, that a signal ends.
@Suite struct InterruptTests {
  /// So many that the writing of files takes most of the time.
  private static let captureCount = 40
  private static let seed = UInt64.random(in: 0 ... .max)

  @Test(.timeLimit(.minutes(3)), arguments: [SIGINT, SIGTERM])
  func nothingHalfWrittenIsLeftAndTheSameCommandCompletesIt(_ signal: Int32) throws {
    print("InterruptTests seed \(Self.seed)")
    let scratch = try Scratch()
    let folder = scratch.url.appending(path: "in")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for number in 1...Self.captureCount {
      try FileManager.default.copyItem(
        at: Tool.samples.appending(path: "traversal-mutual.pcap"), to: folder.appending(path: "c\(number).pcap"))
    }
    let whole = scratch.url.appending(path: "whole")
    let start = ContinuousClock.now
    #expect(try export("whole", in: scratch).status == 0)
    let duration = start.duration(to: .now) / .seconds(1)
    let expected = try contents(whole)
    #expect(expected.count > Self.captureCount * 8)

    var generator = SeededGenerator(seed: Self.seed)
    var endedCount = 0
    for round in 1...4 {
      let name = "out\(round)"
      let process = exporting(name, in: scratch)
      try process.run()
      Thread.sleep(forTimeInterval: duration * .random(in: 0.05...0.9, using: &generator))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      if process.terminationReason == .exit, process.terminationStatus == 128 + signal { endedCount += 1 }
      let left = try contents(scratch.url.appending(path: name))
      for (path, bytes) in left {
        if path.hasSuffix("/.pcapcert-incomplete") {
          // The mark of a folder that is not finished, whole itself.
          #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: bytes) }
        } else {
          #expect(expected[path] == bytes, "round \(round): \(path)")
        }
      }
      #expect(try export(name, in: scratch).status == 0)
      #expect(try contents(scratch.url.appending(path: name)) == expected, "round \(round)")
    }
    #expect(endedCount > 0, "no run was ended by the signal")
  }

  private func exporting(_ name: String, in scratch: Scratch) -> Process {
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = ["export", "-q", "-o", name, "in"]
    process.currentDirectoryURL = scratch.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  private func export(_ name: String, in scratch: Scratch) throws -> Tool.Result {
    try Tool.run(["export", "-q", "-o", name, "in"], in: scratch.url)
  }

  /// Every file below `folder`, hidden ones as well.
  private func contents(_ folder: URL) throws -> [String: Data] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      guard try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory != true else { continue }
      files[path] = try Data(contentsOf: file)
    }
    return files
  }
}
