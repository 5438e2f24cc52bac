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
