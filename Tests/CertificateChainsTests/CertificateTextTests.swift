import TestSupport
import Testing

@testable import CertificateChains

@Suite struct CertificateTextTests {
  private func text(_ name: String) throws -> [String] {
    let fixture = try #require((Fixture.sound + Fixture.odd).first { $0.name == name })
    return CertificateText(Certificate(der: fixture.der)).lines
  }

  @Test func leaf() throws {
    let lines = try text("rsa1024")
    for line in [
      "    Version: 3", "    Signature algorithm: sha1WithRSAEncryption", "    Public key: RSA, 1024 bits",
      "        Exponent: 65537 (0x10001)", "        basicConstraints (2.5.29.19), critical", "            CA: no",
      "            digitalSignature, nonRepudiation, keyEncipherment",
      "            serverAuth (1.3.6.1.5.5.7.3.1)", "            1.2.3.4.5", "            DNS:expe.example.com",
      "            IP:2001:db8::1:0:0:1", "    Self-signed: yes, its own key verifies the signature",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func namesWithEscapesAreShownInClearToo() throws {
    let lines = try text("ecP256")
    #expect(lines.contains(##"    Subject: CN=Wurzel-\CE\A9,O=B\C3\BCcher GmbH,C=DE"##))
    #expect(lines.contains("        O = Bücher GmbH"))
    #expect(try text("oddNames").contains(#"        O = #hash#\u{0}\u{1B}[31m\u{7F}"#))
  }

  @Test func decodedExtensions() throws {
    func names(_ text: String) -> [UInt8] { tlv(0x86, Array(text.utf8)) }
    let idAd: [UInt8] = [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07]
    var builder = CertificateBuilder()
    let timestamp =
      [0, 47] + [UInt8](repeating: 0, count: 33) + [0, 0, 1, 0x8c, 0xc2, 0x51, 0xf4, 0]
      + [UInt8](repeating: 0, count: 6)
    builder.extensions = [
      certificateExtension(31, sequence(sequence(tlv(0xa0, tlv(0xa0, names("http://crl.example"))))), critical: true),
      sequence(
        objectIdentifier(idAd + [0x01, 0x01])
          + tlv(0x04, sequence(sequence(objectIdentifier(idAd + [0x30, 0x01]) + names("http://ocsp.example"))))),
      certificateExtension(
        32,
        sequence(
          sequence(
            objectIdentifier([0x67, 0x81, 0x0c, 0x01, 0x02, 0x01])
              + sequence(sequence(objectIdentifier(idAd + [0x02, 0x01]) + tlv(0x16, Array("http://cps.example".utf8)))))
        )),
      certificateExtension(30, sequence(tlv(0xa0, sequence(tlv(0x82, Array(".example".utf8)))))),
      sequence(
        objectIdentifier([0x2b, 0x06, 0x01, 0x04, 0x01, 0xd6, 0x79, 0x02, 0x04, 0x02])
          + tlv(0x04, tlv(0x04, [0, 49] + timestamp))),
      sequence(objectIdentifier([0x2a, 0x03]) + tlv(0x04, [0xde, 0xad])),
      certificateExtension(17, [0x05, 0x00]),
    ]
    let lines = CertificateText(Certificate(der: try builder.der)).lines
    for line in [
      "        cRLDistributionPoints (2.5.29.31), critical", "            URI:http://crl.example",
      "            OCSP (1.3.6.1.5.5.7.48.1): URI:http://ocsp.example",
      "            domain validated (2.23.140.1.2.1)", "                CPS (1.3.6.1.5.5.7.2.1): http://cps.example",
      "            Permitted:", "                DNS:.example", "            1 signed certificate timestamp",
      "                2024-01-01T00:00:00Z, log 0000000000000000...", "        1.2.3", "            DE:AD",
      "            05:00",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(lines.contains("    Defect: subjectAltName does not have its type"))
  }

  @Test func terminalSafety() {
    #expect(terminalSafe("Bücher 株式会社 Ω") == "Bücher 株式会社 Ω")
    #expect(
      terminalSafe("a\u{1b}[2Jb\u{202e}c\u{200b}\n\u{2028}\u{9b}")
        == #"a\u{1B}[2Jb\u{202E}c\u{200B}\u{A}\u{2028}\u{9B}"#)
  }
}
