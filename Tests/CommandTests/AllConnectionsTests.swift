import Foundation
import Testing

/// Against the captures beside the checkout, where a machine has them.
@Suite(.enabled(if: hasCaptures, "needs the captures beside the checkout")) struct AllConnectionsTests {
  @Test func aRefusedCertificate() throws {
    let result = try Tool.run(["list", "--port", "any", "--all-connections", "arkime-badcurveball.pcap"], in: captures)
    #expect(
      result.text.hasSuffix(
        """
        arkime-badcurveball.pcap: 1 connection in the order in which they ended

        Connection 1  TLS 1.2  2020-01-17 20:43:36.559976 UTC
          client 172.130.128.76:55318 -> server 54.226.182.138:443
          Result    not established, 1 chain
          Client    SNI bad.curveballtest.com, ALPN H2 http/1.1, offers 1.3 1.2 1.1 1.0,
                    17 cipher suites, JA3 66918128f1b9b03303d77c6f2eefd128,
                    JA4 t13d1615H2_46e7e9700bed_45f260be83e2
          Server    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 (0xc02b), ALPN http/1.1
          Alert     client says fatal certificate_unknown (packet 9)
          Closed    by client, FIN (packet 10)
          Steps     +0.006 client client_hello, +0.024 server server_hello,
                    +0.024 server certificate, +0.024 server server_key_exchange,
                    +0.024 server server_hello_done, +0.254 client alert,
                    +0.254 client fin, +0.255 server fin


        """))
  }

  /// JA3, JA4 and JA3S as nDPI publishes them for the same captures (tests/cfgs/default/result/*.out).
  @Test(
    arguments: [
      (
        "ndpi-443-firefox.pcap", "b20b44b18b853ef29ab773e921b03422", "t13d1814h2_29a2cd9e9f10_d267a5f792d4",
        "3653a20186a5b490426131a611e01992"
      ),
      (
        "ndpi-webex.pcap", "f9010d8c34749bdf7659b52227e6f91b", "t12d280600_519b4837d290_570a46b37db9",
        "c253ec3ad88e42f8da4032682892f9a0"
      ),
      (
        "ndpi-webex.pcap", "54ae5fcb0159e2ddf6a50e149221c7c7", "t10d350400_1f24bcc5f17d_a875e5012fde",
        "c800cea031c10ffe47e1d72c9264577a"
      ),
      ("ndpi-dtls2.pcap", nil, "dd1i080000_f3b6e48d6e2b_000000000000", "749bd1edea60396ffaa65213b7971718"),
      (
        "ndpi-dtls-certificate-fragments.pcap", nil, "dd2i800500_9cedc1f1428b_a1e935682795",
        "d45798bc098cd930de7eb2f5f866e994"
      ),
      (
        "ndpi-dtls-certificate-fragments.pcap", nil, "dd2i120700_7c0e62f61317_d9dd6182da81",
        "201fdaa63db9a086f36651aa4cfd0819"
      ),
    ] as [(String, String?, String, String)])
  func fingerprintsAsPublished(name: String, ja3: String?, ja4: String, ja3s: String) throws {
    let result = try Tool.run(["list", "--port", "any", "--all-connections", "--format", "ndjson", capture(name)])
    let lines = try connections(result)
    #expect(
      lines.contains { line in
        line.tls.client?.ja4 == ja4 && line.tls.server?.ja3s == ja3s && (ja3 == nil || line.tls.client?.ja3 == ja3)
      })
  }

  @Test func chainLinesAreTheSameWithAndWithout() throws {
    for name in ["ndpi-webex.pcap", "derived-A-lost-segment.pcap", "arkime-tls13.pcap", "ndpi-dtls2.pcap"] {
      let arguments = ["list", "--port", "any", "--format", "ndjson", capture(name)]
      let plain = try Tool.run(arguments)
      let all = try Tool.run(arguments + ["--all-connections"])
      let lines = all.text.split(separator: "\n")
      let chains = plain.text.split(separator: "\n")
      #expect(Array(lines.prefix(chains.count)) == chains)
      let rest: [Substring] = Array(lines.dropFirst(chains.count))
      #expect(rest.allSatisfy { $0.hasPrefix(#"{"kind":"connection""#) })
      #expect(all.errors == plain.errors)
      #expect(all.status == plain.status)
    }
  }

  @Test func everyConnectionHasALineInOrder() throws {
    let lines: [Line] = try connections(
      Tool.run(["list", "--port", "any", "--all-connections", "--format", "ndjson", capture("ndpi-webex.pcap")]))
    let packets = lines.map(\.packet)
    #expect(lines.count > 50)
    #expect(Set(lines.map(\.connection)).count == lines.count)
    #expect(packets == packets.sorted())
    #expect(lines.allSatisfy { ($0.reason == nil) == ($0.chains > 0) })
    #expect(lines.contains { $0.reason == "not_tls" })
  }

  @Test func onlyPortsAndPacketsThatAreWanted() throws {
    let path = capture("derived-A-port-7001.pcap")
    let there = try Tool.run(["list", "--all-connections", "--format", "ndjson", path])
    #expect(try connections(there).count == 1)
    let elsewhere = try Tool.run(["list", "--port", "443", "--all-connections", "--format", "ndjson", path])
    #expect(elsewhere.output.isEmpty)
    let filtered = try Tool.run(
      ["list", "--all-connections", "--format", "ndjson", "--filter", "udp and port 9", path])
    #expect(filtered.output.isEmpty)
  }

  private struct Line: Decodable {
    struct TLS: Decodable {
      struct Client: Decodable { var ja3, ja4: String }
      struct Server: Decodable { var ja3s: String }
      var client: Client?
      var server: Server?
    }
    var kind: String
    var connection, packet, chains: Int
    var reason: String?
    var tls: TLS
  }

  private func connections(_ result: Tool.Result) throws -> [Line] {
    try result.text.split(separator: "\n").filter { $0.hasPrefix(#"{"kind":"connection""#) }
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }
}

private let captures = Tool.packageRoot.appending(path: "../shared/captures").standardizedFileURL
private let hasCaptures = FileManager.default.fileExists(atPath: captures.path)
private func capture(_ name: String) -> String { captures.appending(path: name).path }
