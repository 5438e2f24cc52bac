import Foundation
import TestSupport
import Testing

/// The tool on the captures of `samples/`.
@Suite struct SampleTests {
  @Test func exportWritesBothSides() throws {
    let scratch = try Scratch()
    let result = try Tool.run(["export", Tool.sample("traversal-mutual.pcap")], in: scratch.url)
    #expect(result.status == 0)
    let files = try scratch.files()
    #expect(files.count { $0.hasSuffix(".cer") } == 4)
    #expect(files.count { $0.hasSuffix(".pem") } == 6)
    #expect(files.count { $0.hasSuffix("server-chain.pem") } == 1)
    #expect(files.count { $0.hasSuffix("client-chain.pem") } == 1)
    #expect(files.contains("pcapcert-out/traversal-mutual/manifest.json"))
    #expect(!files.contains { $0.contains(".pcapcert-") })
    #expect(result.text.contains("Written to pcapcert-out/traversal-mutual/"))

    let again = try Tool.run(["export", Tool.sample("traversal-mutual.pcap")], in: scratch.url)
    #expect(again.status == 0)
    #expect(again.text.contains("Unchanged"))
  }

  @Test func theClosingLinesCommandGetsTheRest() throws {
    let scratch = try Scratch()
    let result = try Tool.run(["export", Tool.sample("sip-5061-ecdsa.pcap")], in: scratch.url)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("port 5061: 2 chains"))
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
    #expect(try scratch.files().count { $0.hasSuffix(".cer") } == 3)
  }

  /// What was found on 7001 is in place when the closing line's command comes: it replaces that.
  @Test func theClosingLinesCommandAddsToAnExport() throws {
    let scratch = try Scratch()
    let result = try Tool.run(["export", Tool.sample("two-ports.pcap")], in: scratch.url)
    #expect(result.status == 0)
    let before = try scratch.files()
    let command = try #require(result.errors.split(separator: "\n").last)
    #expect(try shell("cd '\(scratch.url.path)' && \(command) > /dev/null; echo $?").text == "0\n")
    #expect(try Set(scratch.files()).isStrictSuperset(of: before))
  }

  @Test func anEmptyCertificateMessageIsALineButNoChain() throws {
    let capture = Tool.sample("no-client-certificate.pcap")
    let both = try Tool.run(["list", "--format", "ndjson", capture])
    #expect(both.status == 0)
    #expect(both.text.contains(#""chain":[]"#))
    #expect(try Tool.run(["list", "--filter", "src port not 7001", capture]).status == 1)
  }

  @Test func showPrintsWhatWasExported() throws {
    let scratch = try Scratch()
    _ = try Tool.run(["export", "--output", "o", Tool.sample("traversal-mutual.pcap")], in: scratch.url)
    for file in try scratch.files() where file.hasSuffix(".cer") || file.hasSuffix(".pem") {
      let shown = try Tool.run(["show", file], in: scratch.url)
      #expect(shown.status == 0)
      #expect(shown.text.contains("Public key: "))
    }
    #expect(try Tool.run(["show", "o/traversal-mutual/manifest.json"], in: scratch.url).status == 2)
  }

  @Test(arguments: [
    ("tls13.pcap", "TLS 1.3"), ("snaplen-96.pcap", "snap length"), ("resumed.pcap", "resumed"),
  ])
  func noCertificateHasAReason(name: String, reason: String) throws {
    let result = try Tool.run(["list", "--port", "any", Tool.sample(name)])
    #expect(result.status == 1)
    #expect(result.errors.contains(reason))
  }

  @Test func standardInputIsReadToo() throws {
    let data = try Data(contentsOf: Tool.samples.appending(path: "traversal-mutual.pcap"))
    let result = try Tool.run(["list", "--format", "ndjson", "-"], input: data)
    #expect(result.status == 0)
    #expect(result.text.split(separator: "\n").count == 2)
    #expect(result.text.contains(#""file":"-""#))
  }

  @Test func oneBadInputDoesNotStopTheOthers() throws {
    let result = try Tool.run(["list", "not-there.pcap", Tool.sample("traversal-mutual.pcap")])
    #expect(result.status == 2)
    #expect(result.text.contains("traversal-mutual.pcap"))
  }

  @Test func refusedOutputIs3AndWinsOver2() throws {
    let scratch = try Scratch()
    try Data("x".utf8).write(to: scratch.url.appending(path: "pcapcert-out"))
    let result = try Tool.run(
      ["export", "not-there.pcap", Tool.sample("traversal-mutual.pcap")], in: scratch.url)
    #expect(result.status == 3)
    #expect(result.errors.contains("pcapcert-out"))
  }

  @Test func aRefusedExportStillPrints() throws {
    let scratch = try Scratch()
    let capture = Tool.sample("traversal-mutual.pcap")
    _ = try Tool.run(["export", capture], in: scratch.url)
    let manifest = scratch.url.appending(path: "pcapcert-out/traversal-mutual/summary.txt")
    try Data("changed".utf8).write(to: manifest)
    let refused = try Tool.run(["export", capture], in: scratch.url)
    #expect(refused.status == 3)
    #expect(refused.text.contains("SHA-256"))
    #expect(refused.errors.contains("--force"))
    #expect(try Tool.run(["export", "--force", capture], in: scratch.url).status == 0)
  }

  @Test func nothingToReadIsSaid() throws {
    let scratch = try Scratch()
    try scratch.write("text", to: "notes/readme.txt")
    let result = try Tool.run(["list", scratch.path("notes")])
    #expect(result.status == 1)
    #expect(result.errors == "pcapcert: no capture is in what was named\n")
  }

  /// Said once, however many files there is no room for, and then what helps.
  @Test func noRoomForAnExport() throws {
    let scratch = try Scratch()
    let captures = ["traversal-mutual", "expired", "tls10"].map { "'\(Tool.sample($0 + ".pcap"))'" }
    let result = try shell(
      "cd '\(scratch.url.path)'; ulimit -f 1; '\(Tool.executable.path)' export \(captures.joined(separator: " ")) "
        + "> /dev/null; echo $?")
    #expect(result.text == "3\n")
    let lines = result.errors.split(separator: "\n").filter { $0.contains("File too large") }
    #expect(lines.count == 1, "\(result.errors)")
    #expect(result.errors.contains("there was no room to write; the same command completes the export"))
    let files = try scratch.files().filter { !$0.hasSuffix(".json") }
    #expect(files.allSatisfy { !$0.contains(".tmp") })
  }

  @Test func aFullDiskIs3() throws {
    let result = try shell(
      "'\(Tool.executable.path)' list '\(Tool.sample("traversal-mutual.pcap"))' > /dev/full; echo $?")
    #expect(result.text == "3\n")
    #expect(result.errors.contains("standard output: No space left on device"))
  }

  /// The reading is ended, and nothing is said of the inputs that it did not come to.
  @Test func aFullDiskSaysNothingOfTheInputs() throws {
    let capture = Tool.sample("traversal-mutual.pcap")
    let result = try shell(
      "'\(Tool.executable.path)' list --format ndjson '\(capture)' '\(capture)' > /dev/full; echo $?")
    #expect(result.text == "3\n")
    #expect(!result.errors.contains("no capture"))
  }

  @Test func coloursOnlyWhereAsked() throws {
    let capture = Tool.sample("traversal-mutual.pcap")
    #expect(try !Tool.run(["list", capture]).text.contains("\u{1b}"))
    #expect(try Tool.run(["list", "--color", "always", capture]).text.contains("\u{1b}["))
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let scratch = try Scratch()
    let capture = try Data(contentsOf: URL(filePath: Tool.sample("traversal-mutual.pcap")))
    for number in 0..<40 { try scratch.write(capture, to: "\(number).pcap") }
    let result = try shell("'\(Tool.executable.path)' list '\(scratch.url.path)' | head -1; echo ${PIPESTATUS[0]}")
    #expect(result.errors.isEmpty)
    #expect(result.text.hasSuffix("\n0\n"))
  }

  @Test(arguments: [("INT", 130), ("TERM", 143)])
  func signalsEndIt(signal: String, status: Int) throws {
    let scratch = try Scratch()
    let pipe = "'\(scratch.url.appending(path: "pipe").path)'"
    // The writer of the pipe says nothing, so the tool waits for its capture.
    let result = try shell(
      """
      mkfifo \(pipe); sleep 20 > \(pipe) 2> /dev/null & writer=$!
      '\(Tool.executable.path)' list \(pipe) & tool=$!
      sleep 0.7; kill -\(signal) $tool; wait $tool; echo $?; kill -KILL $writer
      """)
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
