import Foundation
import PcapCertKit
import Testing

/// The examples of the guide `ReadingChains`, which have to be in it word for word.
@Suite struct GuideTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let samples = root.appending(path: "samples").path

  // MARK: The examples

  private func readOne(_ path: String, _ print: (Any...) -> Void) {
    var options = ExtractionOptions()
    options.ports = PortSet(text: "7000-7010") ?? .any
    let report = extractChains(fromFile: path, options: options)
    if let reason = report.readError { print("not read, or not to its end: \(reason)") }
    for chain in report.chains where options.ports.matches(chain.source, chain.destination) {
      print(chain.role, chain.source, chain.chain.assess().text)
      for certificate in chain.chain.elements {
        print("  ", certificate.fields?.commonName ?? "-", certificate.sha256)
      }
    }
  }

  private func readAll(_ paths: [String], _ print: (Any...) -> Void) {
    var options = RunOptions()
    options.extraction.ports = .any
    InputRun(paths, options: options).run { event in
      switch event {
      case .findings(let findings):
        for case .chain(let chain) in findings {
          print(chain.file, chain.peer ?? "-", chain.role, chain.chain.elements.count)
        }
      case .captureEnd(let report, _):
        if let reason = report.readError { print("\(report.file): \(reason)") }
      case .certificate(let installed): print("installed:", installed.file, installed.certificate.sha256)
      case .problem(let problem): print("\(problem.name): \(problem.reason)")
      case .pause: break
      }
      return true
    }
  }

  private func write(_ paths: [String], to folder: String) throws {
    var writer = ExportWriter(output: folder, force: false, layout: .flat)
    InputRun(paths).run { event in
      switch event {
      case .findings(let findings): for case .chain(let chain) in findings { writer.add(chain) }
      case .captureEnd(let report, let origin):
        _ = try? writer.write(
          capture: report.file, fingerprint: report.fingerprint, peer: origin.peer, archive: origin.archive)
      case .certificate, .problem, .pause: break
      }
      return true
    }
    for result in writer.writeGathered() { _ = try result.get() }
  }

  // MARK: The tests

  @Test func oneCapture() {
    var lines: [String] = []
    readOne(Self.samples + "/traversal-mutual.pcap") { lines.append(line($0)) }
    #expect(lines.count == 6)
    #expect(lines[0].hasPrefix("server 198.51.100.20:7001 linked in order"))
    #expect(lines[1].hasPrefix("   expe-cluster.example.com b6fbd9ca"))
    lines = []
    readOne(Self.samples + "/README.md") { lines.append(line($0)) }
    #expect(lines.count == 1 && lines[0].hasPrefix("not read, or not to its end: "))
  }

  @Test func aFolderAndAnArchive() {
    var lines: [String] = []
    readAll([Self.samples + "/case", Self.samples + "/expired.pcap", "not-there"]) { lines.append(line($0)) }
    #expect(lines.contains("\(Self.samples)/expired.pcap - server 2"))
    #expect(lines.contains { $0.contains("upload.tar:sip.zip:eth0/sip.cap - server ") })
    #expect(lines.contains { $0.hasPrefix("installed: ") && $0.contains("ca_expc_") && $0.contains(".pem ") })
    #expect(lines.contains { $0.hasPrefix("not-there: ") })
    // Parts that are stored out of order are joined, and nothing comes twice: 9 goes on in 10 and 11.
    #expect(lines.count { $0.contains("tcpdump9_expc_") } == 2)
    #expect(!lines.contains { $0.contains("tcpdump10_expc_") || $0.contains("tcpdump11_expc_") })
  }

  @Test func eachDistinctCertificateIsWrittenOnce() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pcapcert-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = ["traversal-mutual.pcap", "traversal-mutual.pcapng"].map { Self.samples + "/" + $0 }
    try write(paths, to: folder.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "flat").path)
    #expect(names.count { $0.hasSuffix(".cer") } == 3)
  }

  /// What is compiled above is what the guide says.
  @Test func theGuideSaysWhatIsCompiled() throws {
    let guide = try String(
      contentsOf: Self.root.appending(path: "Sources/PcapCertKit/PcapCertKit.docc/ReadingChains.md"), encoding: .utf8)
    let compiled = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
    let examples = guide.split(separator: "```swift\n").dropFirst().compactMap { $0.split(separator: "```").first }
    #expect(examples.count == 3)
    for example in examples {
      let lines = example.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0 != "import PcapCertKit" }
      #expect(compiled.contains(lines.joined(separator: "\n")))
    }
  }

  /// As print does it.
  private func line(_ items: [Any]) -> String { items.map { "\($0)" }.joined(separator: " ") }
}
