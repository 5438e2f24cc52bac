import Testing

@Suite struct SampleConnectionsTests {
  @Test func aResumedSession() throws {
    let result = try Tool.run([
      "list", "--port", "any", "--all-connections", "--format", "ndjson", Tool.sample("resumed.pcap"),
    ])
    let lines = result.text.split(separator: "\n").filter { $0.hasPrefix(#"{"kind":"connection""#) }
    #expect(
      lines.contains { $0.contains(#""resumed":true"#) && $0.hasSuffix(#""chains":0,"reason":"session_resumed"}"#) })
  }

  @Test func whatAServerAsksFor() throws {
    let result = try Tool.run(["list", "--all-connections", Tool.sample("traversal-mutual.pcap")])
    #expect(result.text.contains("Asks for  a client certificate of "))
    #expect(result.text.contains("established, 2 chains"))
  }
}
