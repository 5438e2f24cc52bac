import CertificateChains
import Extraction
import Foundation
import Packets
import TestSupport
import Testing
import WireFormat

@testable import ChainInput

@Suite struct ChainReaderTests {
  let scratch: Scratch
  let leaf: [UInt8]
  let intermediate: [UInt8]
  let root: [UInt8]

  init() throws {
    scratch = try Scratch()
    let (top, issuing) = (TestAuthority("Example Root CA"), TestAuthority("Example Issuing CA 1"))
    leaf = try issuing.issue("expe.example.com", names: ["dns:expe.example.com"])
    intermediate = try top.issue(authority: issuing)
    root = try top.root()
  }

  private var bundle: String { [leaf, intermediate, root].map { pemText(of: $0) }.joined() }

  private func sha256(_ der: [UInt8]) -> String { Certificate(der: der).sha256 }

  private func read(_ name: String, _ change: (inout ChainSelection) -> Void = { _ in }) -> ChainInput {
    var selection = ChainSelection()
    change(&selection)
    return ChainReader(selection: selection).read(scratch.path(name))
  }

  private func fingerprints(_ input: ChainInput) -> [[String]] { input.chains.map { $0.elements.map(\.sha256) } }

  @Test func certificateFiles() throws {
    let all = [leaf, intermediate, root].map(sha256)
    try scratch.write(Data(bundle.utf8), to: "bundle.pem")
    try scratch.write(Data(leaf), to: "leaf.cer")
    try scratch.write(Data(signedData([leaf, intermediate, root])), to: "chain.p7b")
    try scratch.write(Data(pemText(of: signedData([leaf, root]), label: "PKCS7").utf8), to: "chain.pem")
    #expect(fingerprints(read("bundle.pem")) == [all])
    #expect(fingerprints(read("leaf.cer")) == [[all[0]]])
    #expect(fingerprints(read("chain.p7b")) == [all])
    #expect(fingerprints(read("chain.pem")) == [[all[0], all[2]]])
  }

  /// BER, as Java's keytool and some CAs write it: lengths are not said, but ended.
  @Test func aContainerOfIndefiniteLength() throws {
    let end: [UInt8] = [0, 0]
    let inner: [UInt8] =
      [0x30, 0x80] + tlv(0x02, [1]) + tlv(0x31, [])
      + sequence(objectIdentifier([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01])) + [0xa0, 0x80] + leaf + root
      + end + tlv(0x31, []) + end
    let container: [UInt8] =
      [0x30, 0x80] + objectIdentifier([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]) + [0xa0, 0x80] + inner
      + end + end
    try scratch.write(Data(container), to: "chain.p7c")
    #expect(read("chain.p7c").failures == [])
    #expect(fingerprints(read("chain.p7c")) == [[sha256(leaf), sha256(root)]])
  }

  @Test func damagedContainers() throws {
    let container = signedData([leaf, root])
    for length in container.indices { _ = try? CertificateFile.blocks(in: Array(container[..<length])) }
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var damaged = container
      damaged.damage(3, using: &random)
      _ = try? CertificateFile.blocks(in: damaged)
    }
  }

  @Test func aListOfFingerprints() throws {
    let colons = sha256(root).uppercased().enumerated().map { ($0 > 0 && $0.isMultiple(of: 2) ? ":" : "") + String($1) }
    try scratch.write(
      Data("# expected\n\(sha256(leaf))  leaf.cer\nsha256 Fingerprint=\(colons.joined())\n".utf8), to: "list.txt")
    #expect(fingerprints(read("list.txt")) == [[sha256(leaf), sha256(root)]])
    #expect(read("list.txt").chains.first?.elements.first?.certificate == nil)
    try scratch.write(Data("hello\n".utf8), to: "text.txt")
    #expect(read("text.txt").failures.count == 1)
  }

  @Test func aFolderOfSingleFilesIsOneChainInTheOrderOfIssue() throws {
    for (name, der) in [("a-root.cer", root), ("b.cer", intermediate), ("z.cer", leaf)] {
      try scratch.write(Data(der), to: "folder/\(name)")
    }
    try scratch.write(Data(pemText(of: leaf).utf8), to: "folder/z.pem")
    try scratch.write(Data("notes".utf8), to: "folder/notes.txt")
    let input = read("folder")
    #expect(input.chains.map(\.isOrdered) == [false])
    #expect(input.chains.map { $0.inOrder.elements.map(\.sha256) } == [[leaf, intermediate, root].map(sha256)])
    #expect(input.failures.isEmpty)
    #expect(input.warnings.count == 1)
    try scratch.write(Data(bundle.utf8), to: "folder/bundle.pem")
    // The bundle is made of the files.
    #expect(fingerprints(read("folder")) == [[leaf, intermediate, root].map(sha256)])
    #expect(read("folder").chains.map(\.isOrdered) == [true])
    try scratch.write(Data(try TestAuthority("Another CA").root()), to: "folder/other.cer")
    #expect(read("folder").chains.map(\.isOrdered) == [false, true])
  }

  @Test func whatIsNotThere() throws {
    #expect(read("nothing.pem").failures == ["\(scratch.path("nothing.pem")): No such file or directory"])
    try scratch.write(Data(), to: "empty.pem")
    #expect(read("empty.pem").failures.count == 1)
    try FileManager.default.createDirectory(atPath: scratch.path("none"), withIntermediateDirectories: false)
    #expect(read("none").failures.count == 1)
    try scratch.write(Data("PK\u{3}\u{4}...".utf8), to: "archive.zip")
    // A damaged one.
    #expect(read("archive.zip").failures.first?.hasPrefix(scratch.path("archive.zip") + ": ") == true)
  }

  @Test func aBadBlockDoesNotHideTheOthers() throws {
    let bad = "-----BEGIN CERTIFICATE-----\nMI*B\n-----END CERTIFICATE-----\n"
    let key = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"
    try scratch.write(Data((key + pemText(of: leaf) + bad + pemText(of: root)).utf8), to: "bundle.pem")
    #expect(fingerprints(read("bundle.pem")) == [[sha256(leaf), sha256(root)]])
    #expect(read("bundle.pem").failures.count == 1)
  }

  @Test func whereCAsAreFound() throws {
    try scratch.write(Data(bundle.utf8), to: "ca.pem")
    let (certificates, failures) = ChainReader().readCertificates(scratch.path("ca.pem"))
    #expect(failures.isEmpty)
    #expect(certificates.map(\.label) == (1...3).map { "\(scratch.path("ca.pem")), \($0) of 3" })
  }

  private func manifest(_ path: String, sha256: String) -> Data {
    Data(
      """
      {"kind": "pcapcert-manifest", "schema": 1, "capture": "zone.pcap", "capture_fingerprint": null, "files": [],
       "connections": [{"connection": 3, "client": {"ip": "192.0.2.1", "port": 25001},
        "server": {"ip": "2001:db8::2", "port": 8443}, "server_name": "expe.example.com",
        "chains": [{"role": "server", "source": {"ip": "2001:db8::2", "port": 8443}, "packet": 12,
         "@timestamp": "2026-11-24T21:15:15.123456789Z", "complete": true, "certificate_type": "x509",
         "certificates": [{"position": 1, "sha256": "\(sha256)", "der": "\(path)", "raw": null}]}]}]}
      """.utf8)
  }

  @Test func anExport() throws {
    try scratch.write(Data(leaf), to: "out/zone/3/server-1.cer")
    try scratch.write(manifest("3/server-1.cer", sha256: sha256(leaf)), to: "out/zone/manifest.json")
    for name in ["out", "out/zone", "out/zone/manifest.json"] {
      let chain = try #require(read(name).chains.first)
      #expect(chain.elements.first?.certificate?.der == leaf)
      #expect(chain.origin.connection == 3)
      #expect(chain.origin.role == .server)
      #expect(chain.origin.source?.description == "[2001:db8::2]:8443")
      #expect(chain.origin.destination?.description == "192.0.2.1:25001")
      #expect(chain.origin.timestamp?.nanosecondsSinceEpoch == 1_795_554_915_123_456_789)
    }
    #expect(read("out") { $0.role = .client }.chains.isEmpty)
    #expect(read("out") { $0.host = "2001:DB8:0::2" }.chains.count == 1)
    #expect(read("out") { $0.host = "192.0.2.9" }.chains.isEmpty)
    #expect(read("out") { $0.host = "EXPE.example.com" }.chains.count == 1)
    #expect(read("out") { $0.ports = PortSet(text: "7001") }.chains.isEmpty)
  }

  @Test func aConnectionsFolderOfAnExport() throws {
    try scratch.write(Data(leaf), to: "out/zone/3/server-1.cer")
    try scratch.write(manifest("3/server-1.cer", sha256: sha256(leaf)), to: "out/zone/manifest.json")
    for name in ["out/zone/3", "out/zone/3/"] {
      #expect(read(name).chains.map(\.origin.role) == [.server])
      #expect(fingerprints(read(name)) == [[sha256(leaf)]])
    }
    // Copied elsewhere, it has no manifest; each side's chain is a bundle.
    for (side, chain) in [("client", [root]), ("server", [leaf, intermediate])] {
      for (index, der) in chain.enumerated() { try scratch.write(Data(der), to: "copy/\(side)-\(index + 1).cer") }
      try scratch.write(Data(chain.map { pemText(of: $0) }.joined().utf8), to: "copy/\(side)-chain.pem")
    }
    #expect(fingerprints(read("copy")) == [[sha256(root)], [leaf, intermediate].map(sha256)])
  }

  /// What was begun and not ended is no chain without certificates.
  @Test func aBlockThatIsCut() throws {
    try scratch.write(Data(pemText(of: leaf).utf8.dropLast(60)), to: "cut.pem")
    let input = read("cut.pem")
    #expect(input.chains.isEmpty)
    #expect(input.failures.count == 1)
  }

  /// A pipe can be read once.
  @Test func aNamedPipe() throws {
    let path = scratch.path("pipe.pem")
    let made = Process()
    made.executableURL = URL(filePath: "/bin/sh")
    try scratch.write(Data(bundle.utf8), to: "bundle.pem")
    made.arguments = ["-c", "mkfifo \"$0\" && cat \"$1\" > \"$0\"", path, scratch.path("bundle.pem")]
    try made.run()
    while !FileManager.default.fileExists(atPath: path), made.isRunning { usleep(1000) }
    #expect(fingerprints(read("pipe.pem")) == [[leaf, intermediate, root].map(sha256)])
    made.waitUntilExit()
  }

  /// Whoever writes a manifest must not have other files read, or certificates taken for others.
  @Test func aManifestIsNotTrusted() throws {
    try scratch.write(Data(root), to: "out/secret.cer")
    for path in ["../secret.cer", "/etc/passwd", "a/b/c.cer", "changed.cer"] {
      try scratch.write(Data(root), to: "out/zone/changed.cer")
      try scratch.write(manifest(path, sha256: sha256(leaf)), to: "out/zone/manifest.json")
      let chain = try #require(read("out/zone").chains.first)
      #expect(chain.elements.map(\.sha256) == [sha256(leaf)])
      #expect(chain.elements.first?.certificate == nil)
    }
  }

  @Test func groupsAndTheirTimes() throws {
    func chain(_ der: [UInt8], at seconds: Int64?, role: Role = .server) -> InputChain {
      var origin = ChainOrigin(file: "zone.pcap")
      origin.timestamp = seconds.map { .init(nanosecondsSinceEpoch: $0 * 1_000_000_000) }
      origin.role = role
      return InputChain(elements: [.certificate(Certificate(der: der))], origin: origin)
    }
    let groups = ChainGroup.groups(of: [
      chain(leaf, at: 10), chain(root, at: 10), chain(leaf, at: 20), chain(leaf, at: 30), chain(leaf, at: nil),
      chain(leaf, at: 10, role: .client),
    ])
    #expect(groups.map(\.origins.count) == [4, 1, 1])
    #expect(groups[0].cut(at: [20]).map(\.origins.count) == [1, 2, 1])
    #expect(groups[0].cut(at: []).map(\.origins.count) == [3, 1])
    #expect(groups[0].cut(at: [5, 15, 25, 35]).map(\.origins.count) == [1, 1, 1, 1])
  }
}

@Suite struct TimeReadingTests {
  @Test(arguments: [
    ("1970-01-02", 86_400), ("2026-11-24T21:15:15Z", 1_795_554_915), ("2026-11-24 22:15:15+01:00", 1_795_554_915),
    ("2026-11-24t21:15:15.5z", 1_795_554_915),
  ])
  func times(text: String, seconds: Int64) {
    #expect(CertificateTime(rfc3339: text)?.secondsSinceEpoch == seconds)
  }

  @Test(arguments: ["", "now", "2026-13-01", "2026-11-24T", "2026-11-24T21:15:15", "20261124", "2026-11-24T25:00:00Z"])
  func noTimes(text: String) { #expect(CertificateTime(rfc3339: text) == nil) }

  @Test(
    arguments: [
      ("192.0.2.1", [192, 0, 2, 1]), ("::1", [UInt8](repeating: 0, count: 15) + [1]),
      ("[2001:db8::1]", [0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [1]),
      ("256.0.0.1", nil), ("expe.example.com", nil), ("1:2:3", nil), ("1::2::3", nil), ("::12345", nil),
    ] as [(String, [UInt8]?)])
  func addresses(text: String, octets: [UInt8]?) { #expect(addressOctets(ofText: text) == octets) }
}

/// A PKCS #7 container with certificates, in DER.
private func signedData(_ certificates: [[UInt8]]) -> [UInt8] {
  let data: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]
  let signed = sequence(
    tlv(0x02, [1]) + tlv(0x31, []) + sequence(objectIdentifier(data)) + tlv(0xa0, certificates.flatMap { $0 })
      + tlv(0x31, []))
  return sequence(objectIdentifier(data.dropLast() + [2]) + tlv(0xa0, signed))
}
