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
    var inputs = InputOptions()
    inputs.joinsRotated = false
    for unit in InputPlan(paths, options: inputs).units {
      let reader = InputReader(unit, options: inputs)
      while let item = reader.next() {
        switch item {
        case .capture(let capture):
          do {
            let report = extractChains(
              from: try capture.open(), name: capture.name, options: ExtractionOptions(),
              deliver: { finding in
                if case .chain(let chain) = finding { print(chain.file, chain.role, chain.chain.elements.count) }
                return true
              })
            if let reason = report.readError { print("\(capture.name): \(reason)") }
          } catch {
            print("\(capture.name): \(error)")
          }
        case .certificate(let certificate): print(certificate.file, certificate.certificate.sha256)
        case .problem(let problem): print("\(problem.name): \(problem.reason)")
        case .file, .withdrawn, .settled: break
        }
      }
    }
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
    #expect(lines.contains("\(Self.samples)/expired.pcap server 2"))
    #expect(lines.contains { $0.contains("upload.tar:sip.zip:eth0/sip.cap server ") })
    #expect(lines.contains { $0.contains("ca_expc_") && $0.contains(".pem ") })
    #expect(lines.contains { $0.hasPrefix("not-there: ") })
  }

  /// What is compiled above is what the guide says.
  @Test func theGuideSaysWhatIsCompiled() throws {
    let guide = try String(
      contentsOf: Self.root.appending(path: "Sources/PcapCertKit/PcapCertKit.docc/ReadingChains.md"), encoding: .utf8)
    let compiled = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
    let examples = guide.split(separator: "```swift\n").dropFirst().compactMap { $0.split(separator: "```").first }
    #expect(examples.count == 2)
    for example in examples {
      let lines = example.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0 != "import PcapCertKit" }
      #expect(compiled.contains(lines.joined(separator: "\n")))
    }
  }

  /// As print does it.
  private func line(_ items: [Any]) -> String { items.map { "\($0)" }.joined(separator: " ") }
}
