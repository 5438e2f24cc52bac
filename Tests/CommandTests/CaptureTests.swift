import Foundation
import Testing

@Suite(.enabled(if: Tool.hasCaptures, "needs the shared captures")) struct CaptureTests {
  @Test func exportWritesBothSides() throws {
    let scratch = try Scratch()
    let result = try Tool.run(["export", Tool.capture("derived-A-port-7001.pcap")], in: scratch.url)
    #expect(result.status == 0)
    let files = try scratch.files()
    #expect(files.count { $0.hasSuffix(".cer") } == 5)
    #expect(files.count { $0.hasSuffix(".pem") } == 7)
    #expect(files.count { $0.hasSuffix("server-chain.pem") } == 1)
    #expect(files.count { $0.hasSuffix("client-chain.pem") } == 1)
    #expect(files.contains("pcapcert-out/derived-A-port-7001/manifest.json"))
    #expect(!files.contains { $0.contains(".pcapcert-") })
    #expect(result.text.contains("Written to pcapcert-out/derived-A-port-7001/"))

    let again = try Tool.run(["export", Tool.capture("derived-A-port-7001.pcap")], in: scratch.url)
    #expect(again.status == 0)
    #expect(again.text.contains("Unchanged"))
  }

  @Test func theClosingLinesCommandGetsTheRest() throws {
    let scratch = try Scratch()
    let result = try Tool.run(["export", Tool.capture("derived-A-port-22.pcap")], in: scratch.url)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("port 22: 2 chains"))
    #expect(try scratch.files().isEmpty)
    let command = try #require(result.errors.split(separator: "\n").last)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", String(command)]
    process.currentDirectoryURL = scratch.url
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try scratch.files().count { $0.hasSuffix(".cer") } == 5)
  }

  @Test(arguments: [
    ("arkime-curl-enabled-tls13.pcap", "TLS 1.3"), ("derived-A-snaplen-120.pcap", "snap length"),
  ])
  func noCertificateHasAReason(name: String, reason: String) throws {
    let result = try Tool.run(["list", "--port", "any", Tool.capture(name)])
    #expect(result.status == 1)
    #expect(result.errors.contains(reason))
  }

  @Test func standardInputIsReadToo() throws {
    let data = try Data(contentsOf: Tool.captures.appending(path: "derived-A-port-7001.pcap"))
    let result = try Tool.run(["list", "--format", "ndjson", "-"], input: data)
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").count == 2)
    #expect(result.text.contains(#""file":"-""#))
  }

  @Test func oneBadInputDoesNotStopTheOthers() throws {
    let result = try Tool.run(["list", "not-there.pcap", Tool.capture("derived-A-port-7001.pcap")])
    #expect(result.status == 2)
    #expect(result.text.contains("derived-A-port-7001.pcap"))
  }

  @Test func refusedOutputIs3AndWinsOver2() throws {
    let scratch = try Scratch()
    try Data("x".utf8).write(to: scratch.url.appending(path: "pcapcert-out"))
    let result = try Tool.run(
      ["export", "not-there.pcap", Tool.capture("derived-A-port-7001.pcap")], in: scratch.url)
    #expect(result.status == 3)
    #expect(result.errors.contains("pcapcert-out"))
  }

  @Test func aRefusedExportStillPrints() throws {
    let scratch = try Scratch()
    let capture = Tool.capture("derived-A-port-7001.pcap")
    _ = try Tool.run(["export", capture], in: scratch.url)
    let manifest = scratch.url.appending(path: "pcapcert-out/derived-A-port-7001/summary.txt")
    try Data("changed".utf8).write(to: manifest)
    let refused = try Tool.run(["export", capture], in: scratch.url)
    #expect(refused.status == 3)
    #expect(refused.text.contains("SHA-256"))
    #expect(refused.errors.contains("--force"))
    #expect(try Tool.run(["export", "--force", capture], in: scratch.url).status == 0)
  }

  @Test func aFullDiskIs3() throws {
    let result = try shell(
      "'\(Tool.executable.path)' list '\(Tool.capture("derived-A-port-7001.pcap"))' > /dev/full; echo $?")
    #expect(result.text == "3\n")
    #expect(result.errors.contains("standard output: No space left on device"))
  }

  @Test func coloursOnlyWhereAsked() throws {
    let capture = Tool.capture("derived-A-port-7001.pcap")
    #expect(try !Tool.run(["list", capture]).text.contains("\u{1b}"))
    #expect(try Tool.run(["list", "--color", "always", capture]).text.contains("\u{1b}["))
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let capture = Tool.capture("derived-A-port-7001.pcap")
    let captures = Array(repeating: "'\(capture)'", count: 40).joined(separator: " ")
    let result = try shell("'\(Tool.executable.path)' list \(captures) | head -1; echo ${PIPESTATUS[0]}")
    #expect(result.errors.isEmpty)
    #expect(result.text.hasSuffix("\n0\n"))
  }

  @Test(arguments: [("INT", 130), ("TERM", 143)])
  func signalsEndIt(signal: String, status: Int) throws {
    let tool = "'\(Tool.executable.path)' list - < <(exec sleep 20 >/dev/null 2>&1)"
    let result = try shell("\(tool) & sleep 0.7; kill -\(signal) $!; wait $!; echo $?")
    #expect(result.text == "\(status)\n")
  }

  private func shell(_ script: String) throws -> (text: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    let messages = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (text, messages)
  }
}
