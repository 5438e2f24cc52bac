import Foundation
import TestSupport
import Testing

@Suite struct VerbosityTests {
  private static let notWhole = Tool.samples.appending(path: "case/broken.tar.gz").path

  @Test func quietSaysErrorsOnly() throws {
    let inputs = ["list", Tool.sample("tls13.pcap"), Tool.sample("two-ports.pcap"), Tool.sample("traversal-cut.pcap")]
    #expect(try !Tool.run(inputs).errors.isEmpty)
    let quiet = try Tool.run(inputs + ["--quiet"])
    #expect(quiet.errors.isEmpty)
    #expect(try quiet.text == Tool.run(inputs).text && quiet.status == 0)
    let failed = try Tool.run(inputs + ["-q", Self.notWhole, "not-there.pcap"])
    #expect(failed.status == 2)
    #expect(failed.errors.contains("not-there.pcap: ") && failed.errors.contains("its gzip data ends early"))
    #expect(!failed.errors.contains("TLS 1.3"))
  }

  @Test func quietHoldsForJudgementsToo() throws {
    let command = ["diff", Tool.sample("traversal-mutual.pcap"), Tool.sample("tls13.pcap")]
    let (loud, quiet) = (try Tool.run(command), try Tool.run(command + ["--quiet"]))
    #expect(loud.status == 2 && quiet.status == 2 && loud.output == quiet.output)
    #expect(loud.errors.contains("TLS 1.3") && quiet.errors.isEmpty)
  }

  @Test func verboseSaysHowInputsAreRead() throws {
    let stamp = "2026-11-24_21_53_28"
    let archive = Tool.samples.appending(path: "case/diagnostic_log_expc_\(stamp).tar.gz").path
    let plain = try Tool.run(["list", archive])
    let verbose = try Tool.run(["list", "--verbose", archive])
    #expect(verbose.output == plain.output && verbose.status == plain.status)
    #expect(!plain.errors.contains("pcapcert: info:"))
    let parts = "\(archive):diagnostic_log_expc/eth0_diagnostic_logging_tcpdump"
    for line in [
      "info: \(archive): opened, a tar archive", "debug: \(parts)9_expc_\(stamp).pcap: a pcap capture",
      "info: \(parts)11_expc_\(stamp).pcap: joined with the capture before it",
      "info: \(archive): read again, for 3 files that are stored out of order",
    ] {
      #expect(verbose.errors.contains("pcapcert: \(line)\n"), "\(line)")
    }
    #expect(verbose.errors.contains("7 of 100000 members allowed, "))
  }

  @Test func aNameCannotSteerATerminal() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      at: Tool.samples.appending(path: "expired.pcap"), to: scratch.url.appending(path: "a\u{1B}[2J.pcap"))
    let errors = try Tool.run(["list", "--verbose", scratch.url.path]).errors
    #expect(errors.contains("a\\u{1B}[2J.pcap: opened, a pcap capture") && !errors.contains("\u{1B}"))
  }

  @Test func bothAtOnceIsWrongUsage() throws {
    #expect(try Tool.run(["list", "-q", "-v", "a.pcap"]).status == 64)
  }
}
