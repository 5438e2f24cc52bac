import CertificateChains
import Extraction
import Testing

@testable import Export

@Suite struct TextSummaryTests {
  private func text(_ chains: [ExtractedChain], style: TextStyle = .plain) -> String {
    TextSummary(style: style).text(of: chains, name: "zone.pcap")
  }

  @Test func bothSidesOfATraversalZone() {
    #expect(
      text([chain([Fixture.server, Fixture.root]), chain([], role: .client, packet: 14)]) == """
        zone.pcap: 1 chain in 1 connection, 2 certificates

        --------------------------------------------------------------------------------
        Connection 1  TLS 1.2  2026-06-01 12:00:00.000001 UTC
          client 192.0.2.1:25001 -> server 192.0.2.2:7001
          server name (SNI): vcse.example.com

          The server sent 2 certificates (packet 12):

          [1] vcse1.example.com
              Subject  CN=vcse1.example.com,OU=Collaboration,O=Example Corp,C=US
              Issuer   CN=Example Issuing CA 1,O=Example Corp,C=US
              Serial   3D278EAC634BEA11794675543C188455A800CF38
              Valid    2025-03-01 00:00:00 to 2026-03-01 00:00:00 UTC
                       EXPIRED 92 days before this connection
              SAN      DNS:vcse1.example.com, DNS:vcse.example.com,
                       DNS:collab-edge.example.com, DNS:example.com,
                       DNS:conference-2-standalonecluster.example.com, IP:192.0.2.2
              Key      EC, P-256, 256 bits
              Signed   ecdsa-with-SHA256
              EKU      serverAuth, clientAuth
              SHA-256  f8f13946b66d1dabd9e7ba06a3496993e012ba0efdcc5db1a585128a7aa69ab0
              SHA-1    6c40b8d81e8eb2586ffcb0e4d95280d07ef305d9

          [2] Example Root CA
              Subject  CN=Example Root CA,O=Example Corp,C=US
              Issuer   CN=Example Root CA,O=Example Corp,C=US
              Serial   5731476D50DD5738D646E649C8A356EFB06A38EB
              Valid    2020-01-01 00:00:00 to 2040-01-01 00:00:00 UTC
              SAN      none
              Key      EC, P-256, 256 bits
              Signed   ecdsa-with-SHA256
              EKU      none
              CA       yes
              SHA-256  d300192ea5ea779a4a04e52eeee0e8ac15c2c5a735dad3b5d5d5f23dd01e3e49
              SHA-1    98c233fd257a3215b131743f319f39a96ec9648e

          Chain: missing issuer "CN=Example Issuing CA 1,O=Example Corp,C=US";
            unrelated element 2

          The client sent an empty Certificate message: it has no certificate to show
          (packet 14)

        """)
  }

  @Test func aChainSeenBeforeIsNotSpelledOutAgain() {
    let again = chain(connection: 2, packet: 40)
    #expect(
      text([chain(), again]).contains(
        """
          The server sent 3 certificates (packet 40), the same as in connection 1:
          [1] vcse1.example.com  EXPIRED 92 days before this connection
          [2] Example Issuing CA 1
          [3] Example Root CA
          Chain: linked in order to a self-signed root

        """))
  }

  @Test func aRefusalIsSaidAlsoOfWhoShowsNothing() {
    for sent in [chain(), chain([], role: .client)] {
      var refused = sent
      refused.change { $0.refusal = "handshake_failure" }
      #expect(text([refused]).contains("broke the handshake off with alert handshake_failure."))
    }
  }

  @Test func withoutATimeNothingIsExpired() {
    let text = text([chain(time: nil)])
    #expect(!text.contains("EXPIRED"))
    #expect(text.contains("Connection 1  TLS 1.2\n"))
  }

  @Test func aConnectionIsOneSectionThoughOthersComeBetween() {
    let text = text([chain(), chain(connection: 2, packet: 13), chain([Fixture.server], role: .client, packet: 14)])
    #expect(text.split(separator: "\nConnection ").count == 3)
  }

  /// What a stranger wrote into a certificate or a server name reaches no terminal, and no line is longer than 80.
  @Test func hostileTextIsWrittenOutAndWrapped() {
    var hostile = chain(
      [Fixture.hostile, [0x30, 0x05, 0x01], []], role: .unknown, isComplete: false,
      problems: [Problem(.notDER, "element 2\u{1b}[2J " + String(repeating: "is bad ", count: 30), packet: 50)])
    hostile.change { $0.serverName = "\u{1b}]0;title\u{7}\u{202e}" + String(repeating: "x", count: 300) }
    let text = text([hostile])
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isInvisibleOrSteering })
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.contains("[2] no certificate\n"))
  }

  @Test func coloursChangeNoText() {
    let coloured = text([chain(), chain([], role: .client)], style: .coloured)
    #expect(coloured.contains("\u{1b}[31mEXPIRED"))
    #expect(coloured.replacing(/\u{1b}\[[0-9]+m/, with: "") == text([chain(), chain([], role: .client)]))
  }
}
