import Foundation
import TestSupport
import Testing

/// `samples/case`, made by `scripts/make-case`, gives what the captures in it give one by one.
@Suite struct CaseTests {
  private struct Line: Decodable {
    struct TLS: Decodable {
      struct Element: Decodable { let sha256: String }
      let role: String
      let complete: Bool
      let chain: [Element]
    }
    struct PacketFile: Decodable {
      let name: String
      let packet: Int
    }
    let kind: String
    let file: String
    let peer: String?
    let store: String?
    let packet: Int?
    let packetFile: PacketFile?
    let tls: TLS?

    private enum CodingKeys: String, CodingKey {
      case kind, file, peer, store, packet, tls
      case packetFile = "packet_file"
    }

    /// What does not depend on where the capture is.
    var chain: [String] { [tls?.role ?? "", "\(packet ?? 0)"] + (tls?.chain.map(\.sha256) ?? []) }
  }

  private static let folder = Tool.samples.appending(path: "case").path
  private static let passphrase = ["--passphrase-file", folder + "/passphrase.txt"]
  private static let stamp = "2026-11-24_21_53_28"

  private func list(_ arguments: [String]) throws -> (lines: [Line], result: Tool.Result) {
    let result = try Tool.run(["list", "--port", "any", "--format", "ndjson"] + arguments)
    let lines = try result.text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    return (lines, result)
  }

  /// What comes through a pipe can be read once only: where nothing can be kept until its end, it is read as it comes.
  @Test(arguments: [["--max-spool", "0"], []])
  func withoutATemporaryFile(_ options: [String]) throws {
    let archive = Self.folder + "/diagnostic_log_expc_\(Self.stamp).tar.gz"
    let result = try Tool.run(
      ["list", "--port", "any", "--format", "ndjson", "-"] + options,
      input: try Data(contentsOf: URL(filePath: archive)),
      environment: options.isEmpty ? ["TMPDIR": "/not/there"] : [:])
    #expect(result.status == 2)
    let lines = try result.text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    // 11 is stored behind 10 and goes on with it; 9 comes too late.
    #expect(lines.map(\.tls?.complete).filter { $0 != nil } == [true, false])
    #expect(result.errors.contains("tcpdump9_expc_\(Self.stamp).pcap: read for itself, as others of this capture"))
  }

  @Test func chainsAreThoseOfTheCapturesOneByOne() throws {
    let (lines, result) = try list([Self.folder] + Self.passphrase)
    let order = [
      "ipv6.pcap", "tls10.pcap", "sip-5061-ecdsa.pcap", "traversal-mutual.pcap", "missing-intermediate.pcap",
      "xmpp-5222-starttls.pcap", "ocsp-staple.pcap", "expired.pcap",
    ]
    let oneByOne = try list(order.map(Tool.sample)).lines.map(\.chain)
    // The capture that is cut gives what precedes the cut.
    let whole = lines.filter { $0.kind == "chain" && !$0.file.hasSuffix("two-ports.pcap") }
    #expect(whole.map(\.chain) == oneByOne)
    #expect(oneByOne.count == 11)
    let cut = lines.filter { $0.file.hasSuffix("broken.tar.gz:two-ports.pcap") }.map(\.chain)
    let uncut = try list([Tool.sample("two-ports.pcap")]).lines.map(\.chain)
    #expect(!cut.isEmpty && cut == Array(uncut.prefix(cut.count)))
    #expect(result.status == 2)
    #expect(result.errors.contains("read 8 captures and 5 installed certificates; not read, or not to the end:"))
    #expect(!result.output.isEmpty && !result.text.contains("hidden"))
  }

  @Test func peersFilesAndInstalledCertificates() throws {
    let lines = try list([Self.folder] + Self.passphrase).lines
    let client = try #require(lines.filter { $0.kind == "chain" && $0.peer == "expc" }.last)
    let archive = "\(Self.folder)/diagnostic_log_expc_\(Self.stamp).tar.gz:diagnostic_log_expc/"
    // 9 precedes 10 and 11, which are stored before it; the client's chain is completed in the first packet of 11.
    #expect(client.file == archive + "eth0_diagnostic_logging_tcpdump9_expc_\(Self.stamp).pcap")
    #expect(client.packetFile?.name == archive + "eth0_diagnostic_logging_tcpdump11_expc_\(Self.stamp).pcap")
    #expect(client.packetFile?.packet == 1 && client.packet == 11)
    #expect(lines.filter { $0.kind == "chain" && $0.peer == "expe" }.count == 1)
    let installed = lines.filter { $0.kind == "installed" }.map { [$0.peer, $0.store] }
    #expect(
      installed == [
        ["expc", "trusted_ca"], ["expc", "trusted_ca"], ["expc", "server"], ["expe", "trusted_ca"], ["expe", "server"],
      ])
  }

  @Test func withoutThePassphraseItSaysWhatToDo() throws {
    let result = try Tool.run(["list", "--port", "any", Self.folder + "/secret.zip"])
    #expect(result.status == 2)
    #expect(
      result.errors.contains("secret.zip:expired.pcap: encrypted: name a file with its passphrase (--passphrase-file)"))
  }

  /// A pipe can be read once.
  @Test func passphrasesThroughAPipe() throws {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments =
      ["-c", #"cat "$0" | "$@""#, Self.folder + "/passphrase.txt", Tool.executable.path, "list"]
      + ["--port", "any", "--passphrase-file", "/dev/stdin", Self.folder + "/secret.zip"]
    let pipe = Pipe()
    (shell.standardOutput, shell.standardError) = (pipe, pipe)
    try shell.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0, "\(text)")
  }

  @Test func fromStandardInput() throws {
    let path = "\(Self.folder)/diagnostic_log_expc_\(Self.stamp).tar.gz"
    let input = try Data(contentsOf: URL(filePath: path))
    let result = try Tool.run(["list", "--format", "ndjson", "-"], input: input)
    let lines = try result.text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(lines.map(\.chain) == (try list([path]).lines.map(\.chain)))
    #expect(result.status == 0)
  }

  @Test func notJoinedAHandshakeThatStraddlesTwoFilesIsNotWhole() throws {
    let path = "\(Self.folder)/diagnostic_log_expc_\(Self.stamp).tar.gz"
    let complete = try list([path]).lines.filter { $0.tls?.complete == true }
    #expect(complete.map(\.tls?.chain.count) == [2, 2])
    #expect(try list([path, "--no-join"]).lines.filter { $0.tls?.complete == true }.isEmpty)
  }

  @Test func exportWritesCapturesAndInstalledCertificatesAndRepeatsItself() throws {
    let scratch = try Scratch()
    let arguments = ["export", "--port", "any", "-o", "out", Self.folder] + Self.passphrase
    #expect(try Tool.run(arguments, in: scratch.url).status == 2)
    let files = try scratch.files()
    #expect(files.filter { $0.hasSuffix("manifest.json") }.count == 11)
    #expect(files.filter { $0.hasPrefix("out/installed_expc/trusted_ca/") && $0.hasSuffix(".cer") }.count == 2)
    #expect(files.filter { $0.hasPrefix("out/installed_expe/server/1_expe-cluster.example.com_") }.count == 2)
    let again = try Tool.run(arguments, in: scratch.url)
    #expect(again.status == 2 && again.text.contains("Unchanged") && !again.text.contains("Written"))
    #expect(try scratch.files() == files)
  }
}
