import CertificateChains
import Extraction
import Foundation
import Packets
import TestSupport
import TLSHandshake
import Testing

@testable import Export

@Suite struct ChainLineTests {
  @Test func anEmptyCertificateMessageIsALine() {
    #expect(
      lines([chain([], role: .client, packet: 14, time: nil)]) == """
        {"kind":"chain","schema":1,"file":"traces/zone.pcap","connection":1,"@timestamp":null,"packet":14,\
        "network":{"transport":"tcp"},"source":{"ip":"192.0.2.1","port":25001},\
        "destination":{"ip":"192.0.2.2","port":7001},"tunnel":[],"tls":{"version":"1.2","version_protocol":"tls",\
        "server_name":"vcse.example.com","preamble":null,"role":"client","client":{"ip":"192.0.2.1","port":25001},\
        "server":{"ip":"192.0.2.2","port":7001},"complete":true,"certificate_type":"x509","chain_status":["empty"],"chain":[],"ocsp_responses":[]},"problems":[]}

        """)
  }

  @Test func anElementSaysWhatItIs() {
    #expect(
      lines([chain([Fixture.server])]).contains(
        """
        "complete":true,"certificate_type":"x509","chain_status":["missing_issuer"],"chain":[{"position":1,\
        "sha256":"f8f13946b66d1dabd9e7ba06a3496993e012ba0efdcc5db1a585128a7aa69ab0",\
        "sha1":"6c40b8d81e8eb2586ffcb0e4d95280d07ef305d9","length":686,\
        "subject":"CN=vcse1.example.com,OU=Collaboration,O=Example Corp,C=US",\
        "issuer":"CN=Example Issuing CA 1,O=Example Corp,C=US",\
        "serial_number":"3D278EAC634BEA11794675543C188455A800CF38",\
        "not_before":"2025-03-01T00:00:00Z","not_after":"2026-03-01T00:00:00Z",\
        "subject_alternative_names":["DNS:vcse1.example.com","DNS:vcse.example.com",\
        "DNS:collab-edge.example.com","DNS:example.com","DNS:conference-2-standalonecluster.example.com",\
        "IP:192.0.2.2"],"public_key_algorithm":"EC","public_key_bits":256,\
        "signature_algorithm":"ecdsa-with-SHA256",\
        "extended_key_usage":["1.3.6.1.5.5.7.3.1","1.3.6.1.5.5.7.3.2"],"is_ca":false,"self_issued":false,\
        "self_signed":false,"parse_error":null}],"ocsp_responses":[]},"problems":[]}
        """))
  }

  @Test func problemsAndUnknownSides() {
    var unknown = chain(
      [[0x30, 0x05, 0x01]], role: .unknown, isComplete: false,
      problems: [Problem(.bytesMissing, "bytes \"missing\"", packet: nil)])
    unknown.change { content in
      content.version = nil
      content.serverName = nil
    }
    let line = lines([unknown])
    #expect(
      line.contains(
        #""version":null,"version_protocol":null,"server_name":null,"preamble":null,"role":"unknown","client":null,"server":null,"complete":false"#
      ))
    #expect(line.contains(#""problems":[{"code":"bytes_missing","message":"bytes \"missing\"","packet":null}]"#))
    #expect(
      line.contains(
        #""subject":null,"issuer":null,"serial_number":null,"not_before":null,"not_after":null,"subject_alternative_names":null"#
      ))
    #expect(line.contains(#""is_ca":null,"self_issued":null,"self_signed":null,"parse_error":""#))
  }

  @Test func theSchemaListsEveryWord() throws {
    let schema = try String(contentsOf: schemaFile, encoding: .utf8)
    let words =
      Problem.Code.allCases.map(\.rawValue) + ChainStatus.allCases.map(\.rawValue)
      + CertificateKind.allCases.map(\.rawValue) + Tunnel.Kind.allCases.map(\.rawValue)
      + OCSPResponse.Status.allCases.map(\.rawValue)
    for word in words {
      #expect(schema.contains("\"\(word)\""), "\(word)")
    }
  }

  /// The judge is python's `jsonschema`, not a validator of our own.
  @Test(.enabled(if: hasValidator, "needs python3 with jsonschema (Debian: python3-jsonschema)"))
  func linesAreAsTheSchemaSays() throws {
    let scratch = try Scratch()
    let cases = [
      chain(), chain([Fixture.hostile], role: .client), chain([], role: .client, time: nil),
      chain(
        [[0x30, 0x05, 0x01], []], role: .unknown, isComplete: false,
        problems: Problem.Code.allCases.map { Problem($0, "\u{1b}\u{202e}\"\\", packet: 3) }),
    ]
    var wrapped = chain([Fixture.server])
    wrapped.change { content in
      content.preamble = .smtp
      content.tunnels = [
        Tunnel(kind: .vxlan, identifier: 100, source: IPAddress(v4: 1), destination: IPAddress(v6High: 1, low: 2)),
        Tunnel(kind: .ipInIP, identifier: nil, source: IPAddress(v4: 1), destination: IPAddress(v4: 2)),
      ]
      content.ocspResponses = [StapledResponse(position: 1, response: OCSPResponse(der: [0x30, 3, 10, 1, 3]))]
    }
    var key = chain([])
    key.change { content in
      content.certificateType = .rawPublicKey
      content.rawPublicKey = RawPublicKey(der: [0x30, 0])
    }
    try scratch.write(lines(cases + [wrapped, key]), to: "good.ndjson")
    try scratch.write(
      lines(cases).replacingOccurrences(of: #""packet":12"#, with: #""packet":false"#), to: "bad.ndjson")
    #expect(try validate(scratch.path("good.ndjson")) == 0)
    #expect(try validate(scratch.path("bad.ndjson")) != 0)
  }

  private func lines(_ chains: [ExtractedChain]) -> String {
    var writer = JSONWriter()
    var memory = ChainTextMemory()
    for chain in chains { writer.writeLine(chain, memory: &memory) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

func validate(_ path: String) throws -> Int32 {
  try python(
    """
    import json, sys, jsonschema
    validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
    jsonschema.Draft202012Validator.check_schema(validator.schema)
    lines = open(sys.argv[2]).read().splitlines()
    sys.exit(any(list(validator.iter_errors(json.loads(line))) for line in lines) or not lines)
    """, [schemaFile.path, path])
}

let schemaFile = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../Sources/Export/Schema/pcapcert-ndjson-1.schema.json").standardizedFileURL

let hasValidator = (try? python("import jsonschema; jsonschema.Draft202012Validator", [])) == 0

private func python(_ script: String, _ arguments: [String]) throws -> Int32 {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", "-W", "ignore", "-c", script] + arguments
  process.standardError = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return process.terminationStatus
}
