import Foundation
import TestSupport
import Testing

@Suite struct UsageTests {
  @Test(arguments: [[], ["export"], ["list"], ["show"], ["verify"], ["diff"]])
  func helpHasExamplesAndFits(command: [String]) throws {
    let result = try Tool.run(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.text.contains("Examples:"))
    let lines = result.text.split(separator: "\n").filter { !$0.hasPrefix("USAGE:") }
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func version() throws {
    let result = try Tool.run(["--version"])
    #expect(result.status == 0)
    #expect(result.text.wholeMatch(of: /pcapcert \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: [
    ["list"], ["export"], ["show"], ["list", "--port", "x", "a.pcap"], ["list", "--port", "", "a.pcap"],
    ["list", "--port", "70000", "a.pcap"], ["list", "--port", "9-1", "a.pcap"], ["list", "--format", "xml", "a.pcap"],
    ["export", "--output", "", "a.pcap"], ["list", "--nonsense", "a.pcap"], ["nonsense"],
    ["list", "--filter", "tcp prot 7001", "a.pcap"], ["list", "--max-depth", "0", "a.pcap"],
    ["list", "--format", "text", "--format=ndjson", "a.pcap"], ["export", "-o", "a", "--output", "b", "a.pcap"],
    ["export", "--layout", "flat", "--layout", "case", "a.pcap"],
    ["list", "--max-ratio", "9", "--max-ratio", "8", "a.pcap"],
    ["diff", "--color", "never", "--color", "auto", "a.pem", "b.pem"],
    ["verify", "--trust", "a.pem", "--max-spool", "1", "--max-spool", "2", "a.pem"],
  ])
  func wrongUsageIs64(arguments: [String]) throws {
    let result = try Tool.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  @Test func anUnknownCommandIsNamed() throws {
    let result = try Tool.run(["lst", "a.pcap"])
    #expect(result.status == 64)
    #expect(result.errors.contains("no such command: 'lst'"))
    #expect(try Tool.run(["help", "list"]).status == 0)
  }

  @Test(arguments: ["list", "export", "show"])
  func anUnreadableInputIs2(command: String) throws {
    let scratch = try Scratch()
    let result = try Tool.run([command, "not-there.pcap"], in: scratch.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("not-there.pcap"))
    #expect(try scratch.files().isEmpty)
  }

  @Test func emptyStandardInputIs2() throws {
    #expect(try Tool.run(["list", "-"]).status == 2)
  }
}
