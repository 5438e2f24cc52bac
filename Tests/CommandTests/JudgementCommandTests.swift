import Foundation
import TestSupport
import Testing

/// `verify` and `diff` as processes, on the captures of `samples/`.
@Suite struct JudgementCommandTests {
  let scratch: Scratch
  /// Of an export of the sample in which both sides send leaf and intermediate.
  private let folder = "out/traversal-mutual/1_192.0.2.10-25001_198.51.100.20-7001"

  init() throws {
    scratch = try Scratch()
    _ = try Tool.run(["export", "--output", "out", Tool.sample("traversal-mutual.pcap")], in: scratch.url)
    _ = try Tool.run(["export", "--output", "out", Tool.sample("muddled-chain.pcap")], in: scratch.url)
  }

  private func file(_ pattern: String) throws -> String {
    try #require(try scratch.files().first { $0.contains(pattern) })
  }

  private func run(_ arguments: [String], input: Data? = nil) throws -> Tool.Result {
    try Tool.run(arguments, in: scratch.url, input: input)
  }

  @Test func aMissingIntermediate() throws {
    let root = try file("Example_Root_CA")
    let result = try run(["verify", Tool.sample("missing-intermediate.pcap"), "--trust", root])
    #expect(result.status == 1)
    #expect(result.text.contains("REFUSED: 1 fault"))
    #expect(result.text.contains("FAULT      Path: [1] expe-cluster.example.com: its issuer is missing"))
    #expect(result.text.contains(#""CN=Example Issuing CA 1,O=Example"#))
    let both = try run(["verify", Tool.sample("traversal-mutual.pcap"), "--trust", root, "--profile", "expressway"])
    #expect(both.status == 0)
    #expect(both.text.components(separatedBy: "  ACCEPTED\n").count == 3)
  }

  @Test func roleNameAndTime() throws {
    let root = try file("Example_Root_CA")
    let capture = Tool.sample("traversal-mutual.pcap")
    let server = try run([
      "verify", capture, "--trust", root, "--role", "server", "--name", "expe1.example.com", "--format", "ndjson",
    ])
    #expect(server.status == 0)
    #expect(server.text.split(separator: "\n").count == 1)
    #expect(
      try run(["verify", capture, "--trust", root, "--role", "server", "--name", "x.example.com"]).status == 1)
    #expect(try run(["verify", capture, "--trust", root, "--at", "2045-01-01"]).text.contains("expired on"))
  }

  @Test func aLoneFileAndStandardInput() throws {
    let (root, chain) = (try file("Example_Root_CA"), "\(folder)/server-chain.pem")
    let lone = try run(["verify", chain, "--trust", root, "--at", "2026-01-01"])
    #expect(lone.status == 0)
    #expect(lone.text.contains("good for a TLS server and a TLS client"))
    let data = try Data(contentsOf: scratch.url.appending(path: chain))
    #expect(try run(["verify", "-", "--trust", root, "--at", "2026-01-01"], input: data).status == 0)
    #expect(try run(["verify", "out/traversal-mutual", "--trust", root]).status == 0)
  }

  @Test func whatCannotBeJudgedIs2() throws {
    let root = try file("Example_Root_CA")
    #expect(try run(["verify", "nothing.pem", "--trust", root]).status == 2)
    #expect(try run(["verify", root, "--trust", "nothing.pem"]).status == 2)
    let elsewhere = try run(["verify", Tool.sample("sip-5061-ecdsa.pcap"), "--trust", root])
    #expect(elsewhere.status == 2)
    #expect(elsewhere.errors.contains("port 5061: 2 chains"))
    try Data(String(repeating: "0a", count: 32).utf8).write(to: scratch.url.appending(path: "list.txt"))
    let list = try run(["verify", "list.txt", "--trust", root])
    #expect(list.status == 2)
    #expect(list.errors.contains("only their SHA-256"))
    #expect(try run(["verify", Tool.sample("tls13.pcap"), "--trust", root]).errors.contains("TLS 1.3"))
  }

  @Test func theSameAndNot() throws {
    let (capture, chain) = (Tool.sample("traversal-mutual.pcap"), "\(folder)/server-chain.pem")
    #expect(try run(["diff", "--role", "server", chain, capture]).status == 0)
    #expect(try run(["diff", "out/traversal-mutual", capture]).status == 0)
    let short = try run(["diff", chain, Tool.sample("missing-intermediate.pcap")])
    #expect(short.status == 1)
    #expect(short.text.contains("DIFFERENT: 1 missing"))
    #expect(try run(["diff", chain, "nothing.pcap"]).status == 2)
    let both = try run(["diff", chain, capture, "--format", "ndjson"])
    #expect(both.text.split(separator: "\n").map { $0.contains(#""same":true"#) } == [true, false])
  }

  @Test func whatDoesNotCount() throws {
    let chain = "\(folder)/server-chain.pem"
    let muddled = Tool.sample("muddled-chain.pcap")
    let found = try run(["diff", chain, muddled, "--ignore", "root"])
    #expect(found.status == 1)
    #expect(found.text.contains("extra (ignored)"))
    #expect(found.text.contains("DIFFERENT: 1 extra"))
    let leaf = try file("server-1_expe-cluster")
    let list = try run(["show", leaf]).text.split(separator: "\n").first { $0.contains("SHA-256: ") }
    let digits = try #require(list).split(separator: " ").last.map(String.init) ?? ""
    try Data(digits.utf8).write(to: scratch.url.appending(path: "list.txt"))
    #expect(try run(["diff", "list.txt", Tool.sample("missing-intermediate.pcap")]).status == 0)
  }

  @Test func whatTheOptionsLeaveOut() throws {
    let root = try file("Example_Root_CA")
    let capture = Tool.sample("traversal-mutual.pcap")
    for command in [
      ["verify", capture, "--trust", root], ["diff", root, capture], ["diff", root, "out/traversal-mutual"],
    ] {
      let byAddress = try run(command + ["--host", "192.0.2.99"])
      #expect(byAddress.status == 2)
      #expect(byAddress.errors.contains("of its 2 chains on "))
      #expect(byAddress.errors.contains("has 192.0.2.99 at either end (--host)"))
    }
    let byName = try run(["verify", capture, "--trust", root, "--role", "server", "--host", "x.example.com"])
    #expect(byName.errors.contains("is the server's (--role) and has a client that asked for x.example.com (--host)"))
  }

  @Test func aRawPublicKeyIsNoChain() throws {
    let root = try file("Example_Root_CA")
    let capture = Tool.sample("raw-public-key.pcap")
    for command in [["verify", capture, "--trust", root], ["diff", root, capture]] {
      let result = try run(command)
      #expect(result.status == 2)
      #expect(result.errors.contains("the server sent a raw public key (RFC 7250) and no certificate"))
      #expect(!result.errors.contains("other ports"))
    }
  }

  @Test func aConnectionsFolder() throws {
    let result = try run(["diff", folder, Tool.sample("traversal-mutual.pcap")])
    #expect(result.status == 0)
    #expect(result.text.components(separatedBy: "  SAME\n").count == 3)
  }

  @Test func foldersAndArchivesOfCaptures() throws {
    let root = try file("Example_Root_CA")
    let case1 = scratch.url.appending(path: "case/expe")
    try FileManager.default.createDirectory(at: case1, withIntermediateDirectories: true)
    for name in ["traversal-mutual.pcap", "missing-intermediate.pcap"] {
      try FileManager.default.copyItem(at: Tool.samples.appending(path: name), to: case1.appending(path: name))
    }
    // It lies there, and was not sent.
    try Data(contentsOf: scratch.url.appending(path: root)).write(to: scratch.url.appending(path: "case/ca.pem"))
    #expect(try shell("tar czf case.tar.gz case") == 0)
    for input in ["case", "case.tar.gz"] {
      let judged = try run(["verify", input, "--trust", root])
      #expect(judged.status == 1)
      #expect(judged.text.components(separatedBy: "  ACCEPTED").count == 3)
      #expect(judged.text.components(separatedBy: "  REFUSED").count == 2)
      #expect(judged.text.contains("missing-intermediate.pcap: connection 1"))
      let compared = try run(["diff", "--role", "server", "\(folder)/server-chain.pem", input])
      #expect(compared.status == 1)
      #expect(compared.text.components(separatedBy: "  SAME").count == 2)
    }
    let data = try Data(contentsOf: scratch.url.appending(path: "case.tar.gz"))
    let piped = try run(["verify", "-", "--trust", root], input: data)
    #expect(piped.status == 1)
    #expect(piped.text.components(separatedBy: "  ACCEPTED").count == 3)
    #expect(try run(["verify", "case.tar.gz", "--trust", root, "--max-members", "1"]).status == 2)
    let told = try run(["verify", "case.tar.gz", "--trust", root, "--verbose"])
    #expect(told.errors.contains("case.tar.gz: opened"))
  }

  /// Certificate files in an archive, each on its own, are one chain, as in a folder.
  @Test func archivesOfCertificateFiles() throws {
    let root = try file("Example_Root_CA")
    let folder = scratch.url.appending(path: "certs")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try ["client-1_", "client-2_"].map(file) {
      let target = folder.appending(path: name.split(separator: "/").last.map(String.init) ?? "")
      try FileManager.default.copyItem(at: scratch.url.appending(path: name), to: target)
    }
    #expect(try shell("tar czf certs.tgz certs") == 0)
    let data = try Data(contentsOf: scratch.url.appending(path: "certs.tgz"))
    for (input, piped) in [("certs", Data()), ("certs.tgz", Data()), ("-", data)] {
      let judged = try run(["verify", input, "--trust", root, "--at", "2026-01-01", "--role", "client"], input: piped)
      #expect(judged.status == 0, "\(input): \(judged.errors)")
      #expect(judged.text.components(separatedBy: "  ACCEPTED").count == 2)
    }
    #expect(try run(["diff", "certs", "certs.tgz"]).status == 0)
  }

  /// Of an export, too, it is known that the other side refused what was sent.
  @Test func anExportTellsTheRefusal() throws {
    let root = try file("Example_Root_CA")
    #expect(try run(["export", "--output", "refused", Tool.sample("missing-intermediate.pcap")]).status == 0)
    let judged = try run(["verify", "refused", "--trust", root])
    #expect(judged.text.contains("The client broke the handshake off with alert unknown_ca."))
  }

  @Test func severalListsAreOne() throws {
    let (root, chain) = (try file("Example_Root_CA"), "\(folder)/server-chain.pem")
    let other = try file("client-1_")
    for lists in [[root, other], [other, root]] {
      let result = try run(["verify", chain, "--at", "2026-01-01"] + lists.flatMap { ["--trust", $0] })
      #expect(result.status == 0)
      #expect(result.text.contains("against 2 CAs of"))
    }
  }

  /// Through a pipe, as `cat x |` gives it, from which nothing can be read twice.
  /// Its certificates are a set: no order was sent.
  @Test func aContainerHasNoOrder() throws {
    let chain = "\(folder)/server-chain.pem"
    let made = try shell(
      "openssl x509 -in \(chain) > leaf.pem; awk '/BEGIN/{n++} n==2' \(chain) > issuer.pem; "
        + "openssl crl2pkcs7 -nocrl -certfile issuer.pem -certfile leaf.pem -outform DER -out c.p7b")
    guard made == 0 else { return }
    #expect(try run(["diff", chain, "c.p7b"]).status == 0)
    let judged = try run(["verify", "c.p7b", "--trust", try file("Example_Root_CA")])
    #expect(judged.status == 0)
    #expect(!judged.text.contains("Order:"))
  }

  @Test func aCutCertificateIsSaid() throws {
    let leaf = try Data(contentsOf: scratch.url.appending(path: file("expe-cluster")))
    try leaf.prefix(500).write(to: scratch.url.appending(path: "cut.cer"))
    let result = try run(["diff", "\(folder)/server-chain.pem", "cut.cer"])
    #expect(result.status == 2)
    #expect(result.errors.contains("cut.cer: a certificate is cut or damaged"))
  }

  private func shell(_ script: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = scratch.url
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Which capture a chain of a gathered export is from.
  @Test func anExportOfSeveralCaptures() throws {
    let captures = ["traversal-mutual", "muddled-chain"].map { Tool.sample($0 + ".pcap") }
    _ = try Tool.run(["export", "--layout", "flat", "--output", "all"] + captures, in: scratch.url)
    let result = try run(["verify", "all", "--trust", try file("Example_Root_CA"), "--role", "server"])
    for capture in ["traversal-mutual", "muddled-chain"] {
      #expect(result.text.split(separator: "\n").joined().contains("all/flat/manifest.json:\(capture).pcap"))
    }
  }

  /// What else lies there is passed over; an archive is not taken for a text with PEM in it.
  @Test func aFolderOfCAs() throws {
    let root = try Data(contentsOf: scratch.url.appending(path: file("Example_Root_CA")))
    try scratch.write(root, to: "cas/root.pem")
    let capture = try Data(contentsOf: URL(filePath: Tool.sample("traversal-mutual.pcap")))
    try scratch.write(capture, to: "cas/trace.pcap")
    let verify = ["verify", Tool.sample("traversal-mutual.pcap"), "--trust"]
    #expect(try run(verify + ["cas"]).status == 0)
    try scratch.write(Data(), to: "none/.hidden")
    let none = try run(verify + ["none"])
    #expect(none.status == 2 && none.errors == "pcapcert: none: no certificate is in this folder\n")
    let log = Tool.samples.appending(path: "case/diagnostic_log_expc_2026-11-24_21_53_28.tar.gz").path
    let archive = try run(verify + [log])
    #expect(archive.status == 2 && archive.errors.contains("a tar archive: unpack it"))
  }

  @Test func standardInputIsAPipe() throws {
    let root = try file("Example_Root_CA")
    for input in [Tool.sample("traversal-mutual.pcap"), scratch.url.appending(path: "\(folder)/server-chain.pem").path]
    {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.currentDirectoryURL = scratch.url
      process.arguments = [
        "-c", "cat \"$0\" | \"$1\" verify - --trust \"$2\" --at 2026-01-01 > pipe.txt", input, Tool.executable.path,
        root,
      ]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let text = try String(contentsOf: scratch.url.appending(path: "pipe.txt"), encoding: .utf8)
      #expect(text.contains("  ACCEPTED\n"))
    }
  }

  /// What the server is called is not asked of its client.
  @Test func namesAreTheServers() throws {
    let root = try file("Example_Root_CA")
    let command = [
      "verify", Tool.sample("traversal-mutual.pcap"), "--trust", root, "--name", "expe1.example.com",
    ]
    #expect(try run(command).status == 0)
    #expect(try run(command + ["--role", "client"]).status == 1)
  }

  /// The capture ends in the server's second certificate.
  @Test func aCaptureThatIsCut() throws {
    let whole = try Data(contentsOf: Tool.samples.appending(path: "traversal-mutual.pcap"))
    try whole.prefix(2500).write(to: scratch.url.appending(path: "cut.pcap"))
    let judged = try run(["verify", "cut.pcap", "--trust", try file("Example_Root_CA")])
    #expect(judged.status == 2)
    #expect(judged.text.contains("NOT DECIDABLE"))
    #expect(!judged.text.contains("REFUSED"))
    let compared = try run(["diff", "\(folder)/server-chain.pem", "cut.pcap"])
    #expect(compared.status == 2)
    #expect(compared.text.contains("NOT DECIDABLE"))
    #expect(!compared.text.contains("DIFFERENT"))
  }

  @Test(arguments: [
    ["diff", "-", "-"], ["verify", "-", "--trust", "-"], ["verify"], ["verify", "a.pem"], ["diff", "a.pem"],
    ["verify", "a.pem", "--trust", "b.pem", "--at", "soon"],
    ["verify", "a.pem", "--trust", "b.pem", "--expressway-version", "X14.2"],
    ["verify", "a.pem", "--trust", "b.pem", "--profile", "expressway", "--expressway-version", "new"],
    ["diff", "a.pem", "b.pem", "--ignore", "names"], ["diff", "a.pem", "b.pem", "--port", "x"],
    ["verify", "a.pem", "--trust", "b.pem", "--filter", "tcp prot 7001"],
    ["verify", "a.pem", "--trust", "b.pem", "--name", ""],
    ["verify", "a.pem", "--trust", "b.pem", "--name", "https://expe.example.com"],
    ["verify", "a.pem", "--trust", "b.pem", "--at", "2026-01-01", "--at=2027-01-01"],
    ["verify", "a.pem", "--trust", "b.pem", "--role", "server", "--role", "client"],
    ["diff", "a.pem", "b.pem", "--host", "192.0.2.1", "--host", "192.0.2.2"],
    ["diff", "a.pem", "b.pem", "--filter", "tcp", "--filter", "udp"],
  ])
  func wrongUsageIs64(arguments: [String]) throws {
    let result = try Tool.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
  }
}
