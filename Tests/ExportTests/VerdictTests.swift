import CertificateChains
import ChainDiff
import ChainInput
import Extraction
import Foundation
import Packets
import TestSupport
import Testing
import Trust

@testable import Export

@Suite struct VerdictTests {
  private func judged(
    _ elements: [[UInt8]], trusted: [[UInt8]], origins: Int = 1,
    _ change: (inout VerificationOptions) -> Void = { _ in }
  ) -> JudgedChain {
    var options = VerificationOptions()
    options.role = .server
    options.time = 1_750_000_000
    change(&options)
    let trust = TrustList(
      trusted.enumerated().map { .init(certificate: Certificate(der: $1), label: "ca.pem, \($0 + 1)") })
    var verifier = Verifier(trusted: trust)
    let chain = PresentedChain(elements: elements.map { Certificate(der: $0) })
    return JudgedChain(
      group: group(elements, origins: origins), verdict: verifier.verify(chain, options: options), options: options,
      trustName: "ca.pem", trustCount: trust.elements.count)
  }

  @Test func aMissingIntermediateInPlainWords() {
    let text = VerdictText(judged([Fixture.server], trusted: [Fixture.root], origins: 3), style: .plain).text
    #expect(
      text == """
        zone.pcap: connection 1 and 2 more connections
          The server 192.0.2.2:7001 sent 1 certificate to 192.0.2.1:25001 (packet 12).
          Also in connections 2, 3
          Judged as a TLS server at 2025-06-15 15:06:40 UTC, against 1 CA of ca.pem.

          REFUSED: 1 fault

          FAULT      Path: [1] vcse1.example.com: its issuer is missing, neither sent
                     nor in the trusted CA list: "CN=Example Issuing CA 1,O=Example
                     Corp,C=US", key identifier
                     89:B6:BD:68:9D:19:CF:AD:AE:4E:83:A2:37:50:B7:8C:32:58:1D:2A
                     -> If it is an intermediate, add it to the trusted CA list of both
                        sides: an Expressway sends its intermediates only where its own
                        list holds them. If it is the root, add it to the list of the
                        side that refuses: sending a root never helps.
          not judged Names: no name to compare with: give one with --name
          not judged Revocation: not asked for offline; --crl takes a list that you
                     have. A CRL that cannot be had is no trust fault by itself
          ok         Dates: valid at that time, until 2026-03-01 00:00:00 UTC
          ok         Extended key usage: allows the role of a TLS server (serverAuth)
          ok         Readable, Order of the trusted CA list, Key usage, Strength, Form

        """)
  }

  @Test func linesFit() {
    for elements in [[Fixture.server], [Fixture.hostile], serverChain, []] {
      for change in [{ $0.profile = .expressway(nil) }, { $0.profile = .web }] as [(inout VerificationOptions) -> Void]
      {
        let text = VerdictText(judged(elements, trusted: [Fixture.issuing], change), style: .plain).text
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(!text.contains("\u{1b}"))
      }
    }
  }

  @Test func everyCheckHasATitle() {
    #expect(Set(CheckName.allCases.map(\.title)).count == CheckName.allCases.count)
  }

  @Test func theSchemaListsEveryCheckAndChange() throws {
    let schema = try String(contentsOf: schemaFile, encoding: .utf8)
    let words =
      CheckName.allCases.map(\.rawValue) + Finding.Outcome.allCases.map(\.rawValue)
      + ElementDifference.Change.allCases.map(\.rawValue)
    for word in words { #expect(schema.contains("\"\(word)\""), "\(word)") }
  }

  @Test(.enabled(if: hasValidator, "needs python3 with jsonschema (Debian: python3-jsonschema)"))
  func linesAreAsTheSchemaSays() throws {
    let scratch = try Scratch()
    var writer = JSONWriter()
    for elements in [[Fixture.server], [Fixture.hostile], serverChain, [], [[0x30, 0]]] {
      for trusted in [[Fixture.root], [Fixture.issuing]] {
        writer.writeLine(
          judged(elements, trusted: trusted, origins: 2) { options in
            options.profile = .expressway(nil)
            options.names = ["vcse.example.com"]
          })
        writer.writeLine(
          judged(elements, trusted: trusted) {
            $0.role = nil; $0.time = nil
          })
      }
    }
    for compared in comparisons { writer.writeLine(compared) }
    let lines = String(decoding: writer.bytes, as: UTF8.self)
    try scratch.write(lines, to: "good.ndjson")
    #expect(try validate(scratch.path("good.ndjson")) == 0)
    for (good, bad) in [(#""verdict":"fault""#, #""verdict":"invalid""#), (#""same":true"#, #""same":"yes""#)] {
      #expect(lines.contains(good))
      try scratch.write(lines.replacingOccurrences(of: good, with: bad), to: "bad.ndjson")
      #expect(try validate(scratch.path("bad.ndjson")) != 0)
    }
  }

  // MARK: diff

  private var comparisons: [ComparedChain] {
    let list = InputChain(elements: [.fingerprint(String(repeating: "0a", count: 32))], origin: ChainOrigin(file: "l"))
    let expected = group(serverChain).chain
    return [
      ComparedChain(expected: expected, seen: group(serverChain, origins: 2), options: DiffOptions()),
      ComparedChain(expected: expected, seen: group([Fixture.hostile]), options: DiffOptions()),
      ComparedChain(expected: expected, seen: nil, options: DiffOptions()),
      ComparedChain(expected: list, seen: group(serverChain), options: DiffOptions()),
    ]
  }

  @Test func aRootThatWasNotSent() {
    var options = DiffOptions()
    options.ignoresRoot = true
    let compared = ComparedChain(
      expected: InputChain(
        elements: serverChain.map { .certificate(Certificate(der: $0)) }, origin: ChainOrigin(file: "expe.pem")),
      seen: group(Array(serverChain[..<2])), options: options)
    #expect(
      DifferenceText(compared, style: .plain, isSideBySide: false).text == """
        --- expected  expe.pem: 3 certificates
        +++ seen      zone.pcap: connection 1
          The server 192.0.2.2:7001 sent 2 certificates to 192.0.2.1:25001 (packet 12).
          SAME

          [1] vcse1.example.com: the same certificate
          [2] Example Issuing CA 1: the same certificate
          [3 -> -] Example Root CA: missing (ignored)

        """)
  }

  @Test func fieldsBelowAndBesideEachOther() {
    let compared = ComparedChain(
      expected: group([Fixture.issuing]).chain, seen: group([Fixture.root]), options: DiffOptions())
    let unified = DifferenceText(compared, style: .plain, isSideBySide: false).text
    #expect(unified.contains("DIFFERENT: 1 replaced"))
    #expect(unified.contains("      Not after    - 2035-01-01T00:00:00Z\n                   + 2040-01-01T00:00:00Z\n"))
    let beside = DifferenceText(compared, style: .plain, isSideBySide: true).text
    #expect(beside.contains("      Not after    2035-01-01T00:00:00Z          | 2040-01-01T00:00:00Z\n"))
    for text in [unified, beside] { #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }) }
    #expect(DifferenceText(compared, style: .coloured, isSideBySide: false).text.contains("\u{1b}[31m"))
  }

  private func group(_ elements: [[UInt8]], origins: Int = 1) -> ChainGroup {
    let origins = (1...origins).map { connection in
      var origin = ChainOrigin(file: "zone.pcap")
      origin.connection = connection
      origin.packet = 12
      origin.timestamp = captureTime
      origin.role = .server
      origin.source = Endpoint(address: IPAddress(v4: 0xc000_0202), port: 7001)
      origin.destination = Endpoint(address: IPAddress(v4: 0xc000_0201), port: 25001)
      return origin
    }
    let chain = InputChain(elements: elements.map { .certificate(Certificate(der: $0)) }, origin: origins[0])
    return ChainGroup(chain: chain, origins: origins)
  }
}
