import CertificateChains
import Foundation
import Packets
import TLSHandshake
import TestSupport
import Testing
import WireFormat

@testable import Export
@testable import Extraction

@Suite struct ConnectionLineTests {
  @Test func aConnectionThatSaidNothing() {
    #expect(
      line(Self.refused) == """
        {"kind":"connection","schema":1,"file":"zone.pcap","connection":4,\
        "@timestamp":"2026-06-01T12:00:00.000002000Z","packet":9,\
        "event":{"start":"2026-06-01T12:00:00.000001000Z","end":"2026-06-01T12:00:00.000002000Z"},\
        "network":{"transport":"tcp"},"source":{"ip":"192.0.2.1","port":25001},\
        "destination":{"ip":"192.0.2.2","port":7001},"client":null,"server":null,\
        "tls":{"version":null,"version_protocol":null,"established":false,"resumed":null,"cipher":null,\
        "cipher_code":null,"next_protocol":null,"client":null,"server":null,"certificate_request":null},\
        "alerts":[],"encrypted_alerts":0,"steps":[{"step":"rst","from":"destination","packet":9,\
        "@timestamp":"2026-06-01T12:00:00.000002000Z"}],"omitted_steps":0,\
        "close":{"by":"rst","from":"destination","packet":9,"@timestamp":"2026-06-01T12:00:00.000002000Z"},\
        "reset":null,"chains":0,"reason":"no_data"}

        """)
  }

  @Test func whatTheServerAsksFor() throws {
    let text = line(try Self.asked())
    #expect(
      text.contains(
        """
        "certificate_request":{"certificate_types":["rsa_sign"],"signature_schemes":["rsa_pkcs1_sha256"],\
        "certificate_authorities":["CN=a\\\\,b","#0001"]}
        """))
    #expect(
      text.contains(#""cipher":"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256","cipher_code":"0xc02f","next_protocol":null"#))
  }

  @Test func textOfAConnection() throws {
    let text = ConnectionSummary(style: .plain).text(of: [Self.refused, try Self.asked()], name: "zone.pcap")
    #expect(
      text == """
        zone.pcap: 2 connections in the order in which they ended

        Connection 4  2026-06-01 12:00:00.000001 UTC
          192.0.2.1:25001 -> 192.0.2.2:7001
          Result    no certificate: no data was ever sent
          Closed    by destination, RST (packet 9)
          Steps     +0.000 destination rst

        Connection 4  TLS 1.2  2026-06-01 12:00:00.000001 UTC
          client 192.0.2.1:25001 -> server 192.0.2.2:7001
          Result    not established, 1 chain
          Server    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 (0xc02f)
          Asks for  a client certificate of 2 CAs:
                    CN=a\\,b
                    #0001
          Closed    by destination, RST (packet 9); 2 encrypted alerts
          Steps     +0.000 destination rst

        """)
  }

  @Test func theSchemaListsEveryReason() throws {
    let schema = try String(contentsOf: schemaFile, encoding: .utf8)
    for reason in AbsenceReason.allCases {
      #expect(schema.contains("\"\(reason.code)\""), "\(reason.code)")
    }
  }

  @Test(.enabled(if: hasValidator, "needs python3 with jsonschema (Debian: python3-jsonschema)"))
  func linesAreAsTheSchemaSays() throws {
    let scratch = try Scratch()
    let lines = line(Self.refused) + line(try Self.asked())
    try scratch.write(lines, to: "good.ndjson")
    try scratch.write(lines.replacingOccurrences(of: #""chains":0"#, with: #""chains":-1"#), to: "bad.ndjson")
    #expect(try validate(scratch.path("good.ndjson")) == 0)
    #expect(try validate(scratch.path("bad.ndjson")) != 0)
  }

  private func line(_ record: ConnectionRecord) -> String {
    var writer = JSONWriter()
    writer.writeLine(record)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static let refused: ConnectionRecord = {
    let start = PacketReference(number: 8, timestamp: captureTime)
    let end = PacketReference(
      number: 9, timestamp: Timestamp(nanosecondsSinceEpoch: captureTime.nanosecondsSinceEpoch + 1000))
    var record = ConnectionRecord(
      file: "zone.pcap", connection: 4, firstPacket: start, lastPacket: end, transport: .tcp,
      source: Endpoint(address: IPAddress(v4: 0xc000_0201), port: 25001),
      destination: Endpoint(address: IPAddress(v4: 0xc000_0202), port: 7001))
    record.close = .init(kind: .rst, side: .destination, packet: end)
    record.steps = [.init(name: "rst", side: .destination, packet: end)]
    record.reason = .noData
    return record
  }()

  private static func asked() throws -> ConnectionRecord {
    // CN=a\,b, and two bytes that are no Name.
    let name: [UInt8] = [0x30, 14, 0x31, 12, 0x30, 10, 0x06, 3, 0x55, 4, 3, 0x0c, 3, 0x61, 0x2c, 0x62]
    let request: [UInt8] = [1, 1, 0, 2, 4, 1, 0, 22, 0, 16] + name + [0, 2, 0, 1]
    let hello: [UInt8] = [3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0xc0, 0x2f, 0]
    var record = refused
    record.client = record.source
    record.server = record.destination
    record.version = "1.2"
    record.versionProtocol = "tls"
    record.serverHello = try ServerHelloChoice(hello.span)
    record.certificateRequest = try CertificateRequest(request.span, version: .tls12)
    record.encryptedAlertCount = 2
    record.chainCount = 1
    record.isResumed = false
    record.reason = nil
    return record
  }
}
