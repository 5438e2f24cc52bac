import Testing
import WireFormat

@testable import Inputs

@Suite struct NameTests {
  @Test(
    arguments: [
      ("eth0_diagnostic_logging_tcpdump9_expc_2026-11-24_21:53:28.pcap", "eth0 expc", 9, true),
      ("eth12_diagnostic_logging_tcpdump00_exp_c.example.com_20261124.pcap.gz", "eth12 exp_c.example.com", 0, true),
      ("trace_00003_20261124215328.pcapng", "trace_*.pcapng", 3, true),
      ("my_trace_20261124215328_00012.pcapng.xz", "my_trace_*.pcapng", 12, true),
      ("trace.pcap", "trace.pcap", nil, false),
      ("trace.pcap17", "trace.pcap", 17, false),
      ("trace.pcap007.zst", "trace.pcap", 7, false),
      ("trace-2026-11-24_21:53:28.pcap", "trace-*.pcap", nil, false),
      ("20261124215328.cap", "*.cap", nil, false),
      ("t1795557208.pcap2", "t*.pcap", 2, false),
      ("trace20261124.pcap", "trace20261124.pcap", nil, false),
    ] as [(String, String, Int?, Bool)])
  func rotated(_ name: String, _ series: String, _ number: Int?, _ isCertain: Bool) throws {
    let rotated = try #require(RotatedName(name))
    #expect(rotated.series == series)
    #expect(rotated.number == number)
    #expect(rotated.isCertain == isCertain)
  }

  @Test(arguments: [
    "", "trace", "trace1", ".pcap", "5af1", "trace.", "a.7z1", "ca_expc_2026-11-24.pem", "a.pcap1234567890",
  ])
  func notRotated(_ name: String) {
    #expect(RotatedName(name) == nil)
  }

  @Test(
    arguments: [
      ("diagnostic_log_expc_2026-11-24_21:53:28.tar.gz", .archive, "expc"),
      (
        "eth1_diagnostic_logging_tcpdump12_expe.example.com_2026-11-24_21-53-28.pcap",
        .capture(interface: 1, number: 12), "expe.example.com"
      ),
      ("eth0_diagnostic_logging_tcpdump0_expe.pcap", .capture(interface: 0, number: 0), "expe"),
      ("ca_expe_1_2026-11-24_21:53:28.pem", .trustedCAs, "expe_1"),
      ("server_expe_20261124215328.pem", .serverCertificate, "expe"),
      ("xconf_dump_expe_2026-11-24_21:53:28.txt", .configuration, "expe"),
      ("loggingsnapshot_expe_2026-11-24.txt", .log, "expe"),
    ] as [(String, ExpresswayName.Kind, String)])
  func expressway(_ name: String, _ kind: ExpresswayName.Kind, _ host: String) {
    #expect(ExpresswayName(name)?.kind == kind)
    #expect(ExpresswayName(name)?.host == host)
  }

  @Test(arguments: [
    "ca_bundle.pem", "server_key.pem", "ca_.pem", "eth0.pcap", "eth0_diagnostic_logging_tcpdump_x.pcap",
    "ca_expc_2026-11-24.txt", "",
  ])
  func notExpressway(_ name: String) {
    #expect(ExpresswayName(name) == nil)
  }

  @Test func timesDecideWhetherLooseNamesBelongTogether() throws {
    let loose = try #require(RotatedName("trace.pcap1"))
    let certain = try #require(RotatedName("trace_00003_20261124215328.pcapng"))
    func time(_ seconds: Int64) -> Timestamp { Timestamp(nanosecondsSinceEpoch: seconds * 1_000_000_000) }
    #expect(loose.canContinue(after: time(100), at: time(160)))
    #expect(!loose.canContinue(after: time(100), at: time(161)))
    #expect(loose.canContinue(after: time(100), at: time(99)))
    #expect(!loose.canContinue(after: time(100), at: time(98)))
    #expect(loose.canContinue(after: nil, at: time(98)) && loose.canContinue(after: time(1), at: nil))
    #expect(certain.canContinue(after: time(100), at: time(5000)))
  }
}
