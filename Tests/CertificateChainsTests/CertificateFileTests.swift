import Foundation
import TestSupport
import Testing

@testable import CertificateChains

@Suite struct CertificateFileTests {
  let one = Fixture.sound[4].der
  let two = Fixture.odd[0].der

  private func ders(_ bytes: [UInt8]) throws -> [[UInt8]?] {
    try CertificateFile.blocks(in: bytes).map { try? $0.contents.get().der }
  }

  private func error(_ text: String) throws -> CertificateFileError? {
    guard case .failure(let error) = try CertificateFile.blocks(in: Array(text.utf8)).first?.contents else {
      return nil
    }
    return error
  }

  @Test func base64AgreesWithFoundation() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    print("seed \(seed)")
    for length in 0..<200 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = base64Text(bytes)
      #expect(String(decoding: text, as: UTF8.self) == Data(bytes).base64EncodedString())
      var decoder = Base64Decoder()
      let isBase64 = decoder.append(text)
      let isWhole = decoder.finish()
      #expect(isBase64 && isWhole)
      #expect(decoder.bytes == bytes)
    }
  }

  @Test func pemAsOpensslWritesIt() throws {
    let text = pemText(of: Array(0..<50))
    #expect(
      text == """
        -----BEGIN CERTIFICATE-----
        AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v
        MDE=
        -----END CERTIFICATE-----

        """)
    #expect(pemText(of: Array(0..<48), label: "X").split(separator: "\n").map(\.count) == [17, 64, 15])
  }

  @Test func der() throws {
    #expect(try ders(one) == [one])
    #expect(try ders(one + two) == [one, two])
    #expect(try ders(one + [0x0d, 0x0a]) == [one])
    #expect(try ders(one + [0x01]) == [one, nil])
    #expect(try CertificateFile.certificates(in: Array(one.dropLast(9))).first?.parseError != nil)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func severalBlocks(_ lineEnd: String) throws {
    let text =
      "\u{feff}subject=/CN=one\n" + pemText(of: one) + "  text: between\n\n"
      + pemText(of: two, label: "X509 CERTIFICATE")
      + pemText(of: one + [0x30, 0x00], label: "TRUSTED CERTIFICATE")
    let bytes = Array(text.replacingOccurrences(of: "\n", with: lineEnd).utf8)
    #expect(try ders(bytes) == [one, two, one])
    #expect(try CertificateFile.blocks(in: bytes).first?.lineNumber == 2)
    let utf16: [UInt8] = [0xff, 0xfe] + bytes.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    #expect(try ders(utf16) == [one, two, one])
    let unmarked = Array(pemText(of: one).utf8)
    #expect(try ders(unmarked.flatMap { [$0, 0] }) == [one])
    #expect(try ders(unmarked.flatMap { [0, $0] }) == [one])
  }

  @Test func oneBadBlockDoesNotHideTheOthers() throws {
    let bad = "-----BEGIN CERTIFICATE-----\nMIIB\nMI*B\n-----END CERTIFICATE-----\n"
    let blocks = try CertificateFile.blocks(in: Array((pemText(of: one) + bad + pemText(of: two)).utf8))
    #expect(blocks.map { try? $0.contents.get().der } == [one, nil, two])
    guard case .failure(let error) = blocks[1].contents else { return }
    let line = pemText(of: one).split(separator: "\n").count + 3
    #expect(error == .invalidBase64(line: line))
    #expect(error.description == "line \(line) is not base64")
  }

  @Test func refusals() throws {
    #expect(throws: CertificateFileError.empty) { try CertificateFile.blocks(in: []) }
    #expect(throws: CertificateFileError.noCertificate) { try CertificateFile.blocks(in: Array("hello".utf8)) }
    #expect(throws: CertificateFileError.notACertificate("PKCS7")) {
      try CertificateFile.blocks(
        in: sequence(objectIdentifier([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02])))
    }
    #expect(throws: CertificateFileError.notACertificate("PKCS12")) {
      try CertificateFile.blocks(in: sequence(tlv(0x02, [3])))
    }
    #expect(try error(pemText(of: one, label: "PRIVATE KEY")) == .notACertificate("PRIVATE KEY"))
    #expect(try error("-----BEGIN CERTIFICATE-----\nMIIB\n") == .blockNotEnded(label: "CERTIFICATE", line: 1))
    #expect(try error("-----BEGIN CERTIFICATE-----\nM=IB\n-----END CERTIFICATE-----") == .invalidBase64(line: 2))
    #expect(try error("-----BEGIN CERTIFICATE-----\nMIIBM\n-----END CERTIFICATE-----") == .invalidBase64(line: 2))
    #expect(throws: CertificateFileError.notACertificate("PRIVATE KEY")) {
      try CertificateFile.certificates(in: Array(pemText(of: one, label: "PRIVATE KEY").utf8))
    }
  }

  /// What is whole of a container is given, and that its end is missing is said.
  @Test func aCutContainer() throws {
    let data: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]
    let signed = sequence(
      tlv(0x02, [1]) + tlv(0x31, []) + sequence(objectIdentifier(data)) + tlv(0xa0, one + two) + tlv(0x31, []))
    let container = sequence(objectIdentifier(data.dropLast() + [2]) + tlv(0xa0, signed))
    #expect(try ders(container) == [one, two])
    // The SET of signers, two bytes, is behind the certificates.
    for (lack, whole) in [(1, [one, two]), (2, [one, two]), (3, [one]), (2 + two.count, [one])] {
      let blocks = try CertificateFile.blocks(in: Array(container.dropLast(lack)))
      #expect(blocks.dropLast().map { try? $0.contents.get().der } == whole)
      #expect(throws: CertificateFileError.cutContainer(wholeCount: whole.count)) { try blocks.last?.contents.get() }
    }
    for length in container.indices { _ = try? CertificateFile.blocks(in: Array(container[..<length])) }
    #expect(throws: CertificateFileError.cutContainer(wholeCount: 0)) {
      try CertificateFile.blocks(in: Array(container.dropLast(2 + two.count + 5)))
    }
  }

  @Test func randomText() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    print("seed \(seed)")
    let text = Array(pemText(of: one).utf8)
    for length in 0..<text.count { _ = try? CertificateFile.blocks(in: Array(text[..<length])) }
    for _ in 0..<300 {
      var changed = text
      changed.damage(3, using: &random)
      _ = try? CertificateFile.blocks(in: changed)
    }
  }
}
