import TestSupport
import Testing

@testable import CertificateChains

/// Whatever the bytes, nothing traps and nothing takes long.
@Suite struct HostileInputTests {
  @Test(arguments: Fixture.sound + Fixture.odd)
  func everyTruncatedLength(_ fixture: Fixture) {
    let der = fixture.der
    for length in 0..<der.count {
      let certificate = Certificate(der: Array(der[..<length]))
      #expect(!certificate.isDERSequence)
      #expect(certificate.parseError != nil)
      if length.isMultiple(of: 48) { use(certificate) }
    }
  }

  @Test(arguments: Fixture.sound + Fixture.odd)
  func randomBytes(_ fixture: Fixture) {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    print("seed \(seed)")
    for round in 0..<200 {
      var der = fixture.der
      der.damage(Int.random(in: 1...4, using: &random), using: &random)
      let certificate = Certificate(der: der)
      if round.isMultiple(of: 8) { use(certificate) }
    }
  }

  @Test func deepNesting() throws {
    var nested: [UInt8] = []
    for _ in 0..<5000 { nested = sequence(nested) }
    var builder = CertificateBuilder()
    builder.subject = nested
    builder.extensions = [certificateExtension(17, nested)]
    let certificate = Certificate(der: try builder.der)
    #expect(certificate.parseError != nil)
    #expect(certificate.fields?.issuer == "CN=ca")
    use(certificate)
  }

  @Test func manyNodes() throws {
    var builder = CertificateBuilder()
    builder.subject = sequence([UInt8](repeating: 0, count: 3 << 20))
    let certificate = Certificate(der: try builder.der)
    #expect(certificate.parseError == "subject is too large to be read (3145733 bytes)")
    #expect(certificate.fields?.issuer == "CN=ca")
  }

  @Test func longObjectIdentifier() throws {
    #expect(dottedText(ofObjectIdentifier: [0x2a, 0x03]) == "1.2.3")
    #expect(dottedText(ofObjectIdentifier: [0x88, 0x37, 0x03]) == "2.999.3")
    #expect(dottedText(ofObjectIdentifier: []) == "#")
    #expect(dottedText(ofObjectIdentifier: [0x2a, 0x83]) == "#2A83")
    // A UUID, 2^121 - 1.
    #expect(
      dottedText(ofObjectIdentifier: [0x69, 0x83] + [UInt8](repeating: 0xff, count: 16) + [0x7f])
        == "2.25.2658455991569831745807614120560689151")
    #expect(dottedText(ofObjectIdentifier: [UInt8](repeating: 0xff, count: 40)[...] + [0x7f]).hasPrefix("#FF"))
  }

  private func use(_ certificate: Certificate) {
    let text = CertificateText(certificate).description
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(!PresentedChain(elements: [certificate, certificate]).assess().statuses.isEmpty)
    _ = try? CertificateFile.blocks(in: certificate.der)
  }
}
