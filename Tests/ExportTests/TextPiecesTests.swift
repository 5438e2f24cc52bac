import Extraction
import Testing
import WireFormat

@testable import Export

@Suite struct TextPiecesTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000000000Z"), (1, "1970-01-01T00:00:00.000000001Z"),
      (-1, "1969-12-31T23:59:59.999999999Z"), (951_782_400_000_000_000, "2000-02-29T00:00:00.000000000Z"),
      (1_780_315_200_000_001_000, "2026-06-01T12:00:00.000001000Z"), (Int64.max, "2262-04-11T23:47:16.854775807Z"),
      (Int64.min, "1677-09-21T00:12:43.145224192Z"),
    ] as [(Int64, String)])
  func times(nanoseconds: Int64, text: String) {
    #expect(Timestamp(nanosecondsSinceEpoch: nanoseconds).rfc3339 == text)
  }

  @Test func readableTimesAreAsPreciseAsNeeded() {
    #expect(captureTime.readable == "2026-06-01 12:00:00.000001 UTC")
    #expect(Timestamp(nanosecondsSinceEpoch: 1).readable == "1970-01-01 00:00:00.000000001 UTC")
  }

  @Test func steeringCharactersAreWrittenOut() {
    #expect("a\u{1b}[31m\u{202e}b\u{200b}\u{9b}".printable == #"a\u{1B}[31m\u{202E}b\u{200B}\u{9B}"#)
    #expect("Müller 漢字".printable == "Müller 漢字")
  }

  @Test(arguments: [
    ("zone.pcap", "zone.pcap"), ("/tmp/a b.pcap", "'/tmp/a b.pcap'"), ("it's", #"'it'\''s'"#), ("", "''"),
    ("$(rm)", "'$(rm)'"), ("a\nb", #"$'a\x0ab'"#), ("~x", "'~x'"), ("ü", "'ü'"),
  ])
  func shellWords(text: String, quoted: String) {
    #expect(text.shellQuoted == quoted)
  }

  @Test func linesAreBrokenBetweenPieces() {
    #expect(wrapped(["DNS:a, ", "DNS:b, ", "DNS:c"], width: 13) == ["DNS:a, DNS:b,", "DNS:c"])
    #expect(wrapped(["abcdefghij"], width: 4) == ["abcd", "efgh", "ij"])
    #expect(wrapped([], width: 4) == [])
    #expect(wrapped(["abcd ", "efgh"], width: 4) == ["abcd", "efgh"])
    #expect(wrapped(["abc ", "d"], width: 5) == ["abc d"])
    #expect(wrapped(["äöüä ", "e\u{301}fgh "], width: 4) == ["äöüä", "e\u{301}fgh"])
    #expect(wrapped(["äöüäöü"], width: 4) == ["äöüä", "öü"])
    #expect(wrapped(["    "], width: 2) == [])
    #expect("zwei Wörter ".words == ["zwei ", "Wörter "])
    #expect("".words == [])
    #expect(#"CN=a\,b,O=\\,C=ü"#.partsOfName == [#"CN=a\,b,"#, #"O=\\,"#, "C=ü"])
    #expect(#"CN=a\,b,O=c"#.partsOfName == [#"CN=a\,b,"#, "O=c"])
  }

  @Test func otherPortsGiveTheCommand() throws {
    let ports = try #require(PortSet(text: "7001"))
    var other = OtherPorts()
    for found in [chain(port: 8443), chain(port: 8443), chain(port: 5061), chain([], port: 443)] { other.count(found) }
    #expect(
      other.closingLines(outside: ports, command: ["pcapcert", "list", "--port", "any", "my zone.pcap"]) == [
        "3 chains outside port 7001 (port 8443: 2 chains, port 5061: 1 chain). To get them:",
        "  pcapcert list --port any 'my zone.pcap'",
      ])
    #expect(OtherPorts().closingLines(outside: .any, command: []).isEmpty)
  }

  @Test func aFilterIsNotAPort() throws {
    var report = CaptureReport(file: "a.pcap")
    report.packetCount = 10
    report.matchingPacketCount = 4
    report.connectionCount = 5
    let ports = try #require(PortSet(text: "7001"))
    func text(_ count: Int) -> String? {
      report.matchingConnectionCount = count
      return AbsenceText(report: report, ports: ports, emptyMessageCount: 0).linesWithoutChain.last
    }
    #expect(text(0) == "  no connection has packets with data that pass the filter")
    #expect(text(1) == "  the only connection that passes the filter uses other ports")
    #expect(text(2) == "  none of the 2 connections that pass the filter uses port 7001")
    report.matchingPacketCount = 10
    #expect(text(5) == "  none of its 5 connections uses port 7001")
    report.isCut = true
    report.withoutChain = [.noAnswer: 1]
    #expect(text(1)?.contains("the whole file") == true)
  }

  @Test func everyReasonIsExplained() {
    for reason in AbsenceReason.allCases {
      var report = CaptureReport(file: "a.pcap")
      report.packetCount = 10
      report.matchingPacketCount = 10
      report.connectionCount = 3
      report.matchingConnectionCount = 3
      report.withoutChain = [reason: 3]
      let lines = AbsenceText(report: report, ports: .any, emptyMessageCount: 0).linesWithoutChain
      #expect(lines.contains { $0.hasPrefix("  3 connections: ") })
      #expect(lines.allSatisfy { $0.count <= 80 })
    }
  }
}
