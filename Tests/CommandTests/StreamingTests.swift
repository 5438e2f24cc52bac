import Foundation
import TestSupport
import Testing

/// NDJSON comes while a capture is read.
@Suite struct StreamingTests {
  /// A capture that does not end: the pipe stays open.
  @Test(.timeLimit(.minutes(1))) func aLiveCaptureGivesItsLinesAtOnce() throws {
    let tool = try Tool.Live(["list", "--port", "any", "--format", "ndjson", "-"])
    try tool.write(Data(contentsOf: Tool.samples.appending(path: "traversal-mutual.pcap")))
    try tool.awaitLines(2)
    #expect(tool.process.isRunning)
    #expect(try tool.end() == 0)
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

  /// Whose reader goes away stops, and does not say what a capture lacks that was not read to its end.
  @Test(.timeLimit(.minutes(1))) func nothingIsSaidOfWhatWasNotRead() throws {
    let files = try Scratch()
    let (header, connections) = (files.url.appending(path: "header"), files.url.appending(path: "connections"))
    try Data([0xa1, 0xb2, 0xc3, 0xd4, 0, 2, 0, 4] + [UInt8](repeating: 0, count: 9) + [4, 0, 0, 0, 0, 0, 101])
      .write(to: header)
    var packets = Data()
    for port in 1024..<4096 as Range<UInt16> { packets += Self.refusedConnection(port) }
    try packets.write(to: connections)
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    let command = "list --port any --all-connections --format ndjson -"
    shell.arguments = [
      "-c",
      "(cat header; while cat connections; do sleep 0.01; done) 2>&- | \"$0\" \(command) 2>errors | head -n 1 >line",
      Tool.executable.path,
    ]
    shell.currentDirectoryURL = files.url
    try shell.run()
    shell.waitUntilExit()
    #expect(try !Data(contentsOf: files.url.appending(path: "line")).isEmpty)
    #expect(try String(contentsOf: files.url.appending(path: "errors"), encoding: .utf8) == "")
  }

  /// pcap records of a SYN and the RST that answers it.
  private static func refusedConnection(_ port: UInt16) -> Data {
    let (client, server) = ([192, 0, 2, 1] as [UInt8], [192, 0, 2, 2] as [UInt8])
    let clientPort = [UInt8(port >> 8), UInt8(port & 0xff)]
    let serverPort = [0x01, 0xbb] as [UInt8]
    let record = [UInt8](repeating: 0, count: 8) + [0, 0, 0, 40, 0, 0, 0, 40]
    let ip = [0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0] as [UInt8]
    func rest(_ flags: UInt8) -> [UInt8] { [0, 0, 0, 1, 0, 0, 0, 2, 0x50, flags, 0xff, 0xff, 0, 0, 0, 0] }
    return Data(record + ip + client + server + clientPort + serverPort + rest(0x02))
      + Data(record + ip + server + client + serverPort + clientPort + rest(0x14))
  }
}
