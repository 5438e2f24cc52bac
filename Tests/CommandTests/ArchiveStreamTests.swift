import Foundation
import TestSupport
import Testing

/// Archives on standard input, and runs that end early.
@Suite struct ArchiveStreamTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func sample(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Tool.samples.appending(path: name)))
  }

  private func shell(_ command: String, _ arguments: [String] = []) throws -> Process {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", command, Tool.executable.path] + arguments
    shell.currentDirectoryURL = scratch.url
    return shell
  }

  /// Without room for temporary files captures are read, and only what they would have been joined to is given up.
  @Test func withoutATemporaryFolderCapturesAreReadDirectly() throws {
    func name(_ number: Int) -> String { "eth0_diagnostic_logging_tcpdump\(number)_expc_2026-11-24_21_53_28.pcap" }
    let archive = tar([
      Member(name: "a.pcap", bytes: try sample("expired.pcap")),
      Member(name: name(2), bytes: try sample("traversal-mutual.pcap")),
      Member(name: name(5), bytes: try sample("tls10.pcap")), Member(name: "b.pcap", bytes: try sample("ipv6.pcap")),
    ])
    let list = ["list", "--port", "any", "--format", "ndjson", "-"]
    let usual = try Tool.run(list, input: Data(archive))
    let result = try Tool.run(list, input: Data(archive), environment: ["TMPDIR": "/not-there"])
    #expect(result.status == 2 && usual.status == 0)
    let lineCount = usual.text.split(separator: "\n").count
    #expect(lineCount > 4)
    #expect(result.text.split(separator: "\n").count == lineCount)
    #expect(
      result.errors.contains(
        "-:\(name(5)): read for itself, as others of this capture: a handshake across them is cut. "))
    #expect(!usual.errors.contains("read for itself"))
    #expect(!result.errors.contains("a.pcap: read for itself") && !result.errors.contains("b.pcap: read for itself"))
  }

  /// A capture of its own is read while the archive is on its way.
  @Test(.timeLimit(.minutes(1))) func aCaptureInAnArchiveGivesItsLinesAtOnce() throws {
    let tool = try Tool.Live(["list", "--port", "any", "--format", "ndjson", "-"])
    let archive = tar([
      Member(name: "a.pcap", bytes: try sample("traversal-mutual.pcap")),
      Member(name: "notes", bytes: [UInt8](repeating: 0, count: 1 << 20)),
    ])
    try tool.write(Data(archive.dropLast(512 * 1024)))
    try tool.awaitLines(2)
    #expect(tool.process.isRunning)
    // The archive is cut.
    #expect(try tool.end() == 2)
  }

  /// Also while what was found is kept back, until it is known what belongs together.
  @Test(.timeLimit(.minutes(1)), arguments: ["text", "ndjson"])
  func aReaderThatHasGoneIsNoticed(_ format: String) throws {
    var archive = tar([Member(name: "a.pcap1", bytes: try sample("traversal-mutual.pcap"))]).dropLast(1024)
    var endless = tar([Member(name: "notes", bytes: [])]).prefix(512)
    // Octal digits of its size: 7 GiB.
    endless.replaceSubrange(124..<135, with: "70000000000".utf8)
    endless.replaceSubrange(148..<156, with: "        ".utf8)
    let sum = String(endless.reduce(0) { $0 + Int($1) }, radix: 8)
    endless.replaceSubrange(148..<156, with: (String(repeating: "0", count: 6 - sum.count) + sum + "\0 ").utf8)
    archive += endless
    try scratch.write(Data(archive), to: "head")
    try scratch.write(Data(count: 64 << 10), to: "zeros")
    let process = try shell(
      "(cat head; while cat zeros; do sleep 0.01; done) 2>&- |"
        + " \"$0\" list --port any --format \"$1\" - 2>errors | true", [format])
    try process.run()
    process.waitUntilExit()
    #expect(try String(contentsOf: scratch.url.appending(path: "errors"), encoding: .utf8) == "")
  }

  /// Who writes standard input cannot be meant any more.
  @Test(.timeLimit(.minutes(1))) func anInterruptAfterStandardInputEndsAtOnce() throws {
    let fifo = try shell("mkfifo pipe")
    try fifo.run()
    fifo.waitUntilExit()
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = ["list", "--port", "any", "-", scratch.path("pipe")]
    process.standardInput = try FileHandle(forReadingFrom: Tool.samples.appending(path: "traversal-mutual.pcap"))
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Nothing comes through it, and it does not end.
    let pipe = try FileHandle(forWritingTo: URL(filePath: scratch.path("pipe")))
    var text = ""
    while !text.contains("2 chains") {
      let part = output.fileHandleForReading.availableData
      try #require(!part.isEmpty)
      text += String(decoding: part, as: UTF8.self)
    }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    try pipe.close()
  }
}
