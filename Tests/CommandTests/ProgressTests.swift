import Foundation
import TestSupport
import Testing

/// The line on a terminal, on one that script(1) makes.
@Suite(.enabled(if: Terminal.isThere, "needs script(1) of util-linux"))
struct ProgressTests {
  private static let slowCapture = "(cat '\(Tool.sample("traversal-mutual.pcap"))'; sleep 1.5)"
  private static let list = "'\(Tool.executable.path)' list --port any"

  /// Its output is of `script`: what a terminal was sent.
  private func terminal(_ command: String, in folder: URL, term: String = "xterm") throws -> String {
    try Terminal.run("export TERM=\(term) NO_COLOR=1; " + command, in: folder)
  }

  @Test func aLineIsWrittenOverAndTakenAway() throws {
    let files = try Scratch()
    let sent = try terminal("\(Self.slowCapture) | \(Self.list) --format ndjson - > out", in: files.url)
    let lines = sent.split(separator: "\r").filter { $0.contains(" chains") }
    #expect((1...8).contains(lines.count), "\(sent)")
    #expect(lines.allSatisfy { $0.contains("KiB, ") && $0.contains("/s, 2 chains") }, "\(sent)")
    #expect(sent.hasSuffix("\r\u{1B}[K") && !sent.contains("\n"), "\(sent)")
    let output = try String(contentsOf: files.url.appending(path: "out"), encoding: .utf8)
    #expect(output.split(separator: "\n").count == 2 && !output.contains("\u{1B}"))
  }

  /// Of files, whose size is known.
  @Test func theShareThatIsRead() throws {
    let files = try Scratch()
    var capture = try Data(contentsOf: URL(filePath: Tool.sample("traversal-mutual.pcap")))
    // A packet of one byte, often enough to take more than the half second that no line is shown for.
    let record = Data([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0])
    capture.append(Data((0..<1_500_000).map { _ in record }.joined()))
    try files.write(capture, to: "long.pcap")
    let sent = try terminal("\(Self.list) long.pcap > out", in: files.url)
    #expect(sent.contains("%"), "\(sent)")
  }

  /// On the screen the lines of both streams are whole, and nothing else is left.
  @Test(arguments: ["--format ndjson", "--format text"])
  func outputOnTheSameTerminalIsWhole(_ format: String) throws {
    let files = try Scratch()
    let sent = try terminal(
      "(cat '\(Tool.sample("no-client-certificate.pcap"))'; sleep 1; printf x) | \(Self.list) \(format) -",
      in: files.url)
    #expect(sent.contains("\u{1B}[K\u{1B}[?7h"))
    let plain = try Tool.run(
      ["list", "--port", "any"] + format.split(separator: " ").map(String.init) + ["-"],
      input: Data(contentsOf: URL(filePath: Tool.sample("no-client-certificate.pcap"))) + Data("x".utf8))
    #expect(Terminal.screen(sent) == (plain.text + plain.errors).split(separator: "\n").map(String.init))
  }

  @Test(arguments: ["--quiet - > out", "- | cat > out", "- 2> errors > out"])
  func thereIsNone(_ rest: String) throws {
    let files = try Scratch()
    let sent = try terminal("\(Self.slowCapture) | \(Self.list) --format ndjson \(rest)", in: files.url)
    #expect(sent.isEmpty)
    #expect(try !Data(contentsOf: files.url.appending(path: "out")).isEmpty)
    let errors = files.url.appending(path: "errors")
    if rest.contains("errors") { #expect(try Data(contentsOf: errors).isEmpty) }
  }

  @Test func aDumbTerminalGetsNone() throws {
    let files = try Scratch()
    let sent = try terminal("\(Self.slowCapture) | \(Self.list) --format ndjson - > out", in: files.url, term: "dumb")
    #expect(sent.isEmpty)
  }

  @Test func aSignalTakesItAway() throws {
    let files = try Scratch()
    let sent = try terminal(
      "(cat '\(Tool.sample("traversal-mutual.pcap"))'; sleep 5) | "
        + "(exec \(Self.list) --format ndjson - > out) & sleep 1.5; kill -TERM $!; wait $!; echo ended $?",
      in: files.url)
    #expect(sent.contains(" chains"))
    #expect(Terminal.screen(sent) == ["ended 143"], "\(sent)")
  }
}

/// A terminal without anybody before it.
enum Terminal {
  private static let path = "/usr/bin/script"
  static let isThere = FileManager.default.isExecutableFile(atPath: path)

  /// What `command` sends to the terminal that is its standard input, output and error.
  static func run(_ command: String, in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-qefc", command, "/dev/null"]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["SHELL": "/bin/sh"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let sent = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: sent, as: UTF8.self)
  }

  /// The lines that a wide terminal shows in the end, but empty ones: CR, LF, EL and DECAWM are obeyed.
  static func screen(_ sent: String) -> [String] {
    var lines: [[Character]] = [[]]
    var column = 0
    let text = sent.replacing("\u{1B}[?7l", with: "").replacing("\u{1B}[?7h", with: "")
      .replacing("\u{1B}[K", with: "\u{0}")
    for scalar in text.unicodeScalars {
      let line = lines.count - 1
      switch scalar {
      case "\r": column = 0
      case "\n": lines.append([])
      case "\0": lines[line].removeLast(max(lines[line].count - column, 0))
      default:
        while lines[line].count <= column { lines[line].append(" ") }
        lines[line][column] = Character(scalar)
        column += 1
      }
    }
    return lines.map { String($0) }.filter { !$0.isEmpty }
  }
}
