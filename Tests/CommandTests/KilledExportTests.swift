import Foundation
import TestSupport
import Testing

/// What `scripts/kill-test` does at length: an export that is killed is completed by the same command.
@Suite struct KilledExportTests {
  @Test(arguments: ["connection", "flat", "case"])
  func aRerunCompletesIt(layout: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let scratch = try Scratch()
    let arguments = { (output: String) in
      ["export", "--port", "any", "--layout", layout, "-o", output, Tool.samples.path]
    }
    let start = ContinuousClock.now
    // Of samples/case some cannot be read.
    #expect(try Tool.run(arguments("whole"), in: scratch.url).status == 2)
    let duration = ContinuousClock.now - start
    let whole = try contents(scratch.url.appending(path: "whole"))
    #expect(!whole.isEmpty)
    for _ in 0..<3 {
      try kill(
        arguments("killed"), in: scratch.url, after: duration * Double.random(in: 0.3...1, using: &generator))
      for (path, bytes) in try contents(scratch.url.appending(path: "killed")) where !path.contains("/.pcapcert-") {
        #expect(whole[path] == bytes, "\(path), seed \(seed)")
      }
    }
    #expect(try Tool.run(arguments("killed"), in: scratch.url).status == 2)
    #expect(try contents(scratch.url.appending(path: "killed")) == whole, "seed \(seed)")
  }

  private func kill(_ arguments: [String], in folder: URL, after delay: Duration) throws {
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: delay / .seconds(1))
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Path and bytes of every file below a folder, or none where it is not there.
  private func contents(_ folder: URL) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    guard FileManager.default.fileExists(atPath: folder.path) else { return contents }
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      if try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory != true {
        contents[path] = try Data(contentsOf: file)
      }
    }
    return contents
  }
}
