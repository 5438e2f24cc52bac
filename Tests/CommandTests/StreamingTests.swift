import Foundation
import Testing

/// NDJSON comes while a capture is read.
@Suite struct StreamingTests {
  /// A capture that does not end: the pipe stays open.
  @Test(.timeLimit(.minutes(1))) func aLiveCaptureGivesItsLinesAtOnce() throws {
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = ["list", "--port", "any", "--format", "ndjson", "-"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(
      contentsOf: Data(contentsOf: Tool.samples.appending(path: "traversal-mutual.pcap")))
    var received = Data()
    while received.count(where: { $0 == UInt8(ascii: "\n") }) < 2 {
      let part = output.fileHandleForReading.availableData
      try #require(!part.isEmpty)
      received += part
    }
    #expect(process.isRunning)
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// Ctrl-C reaches who writes the pipe as well: what was read by then comes out.
  @Test(.timeLimit(.minutes(1))) func anInterruptFinishesWhatWasRead() throws {
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = ["list", "--port", "any", "-"]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try input.fileHandleForWriting.write(
      contentsOf: Data(contentsOf: Tool.samples.appending(path: "traversal-mutual.pcap")))
    // It may not have come to where the signal is waited for.
    Thread.sleep(forTimeInterval: 1)
    process.interrupt()
    #expect(String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self).contains("interrupted"))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.contains("2 chains"))
  }

  /// The same lines from a file, which is read ahead, and from a pipe, which is not.
  @Test func fileAndPipeAgree() throws {
    for name in ["traversal-mutual.pcap", "xmpp-5222-starttls.pcap"] {
      let path = Tool.sample(name)
      let options = ["list", "--port", "any", "--all-connections", "--format", "ndjson"]
      let fromFile = try Tool.run(options + [path]).text.replacing("\"\(path)\"", with: "\"-\"")
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = ["-c", "cat \"$1\" | \"$0\" \(options.joined(separator: " ")) -", Tool.executable.path, path]
      let output = Pipe()
      shell.standardOutput = output
      shell.standardError = FileHandle.nullDevice
      try shell.run()
      let fromPipe = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      shell.waitUntilExit()
      #expect(fromPipe == fromFile)
      #expect(!fromPipe.isEmpty)
    }
  }
}
