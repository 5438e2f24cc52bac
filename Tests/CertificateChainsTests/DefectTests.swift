import TestSupport
import Testing

@testable import CertificateChains

/// What is wrong is said, and what is right is still read.
@Suite struct DefectTests {
  @Test func oneUnreadableExtensionLeavesTheRest() throws {
    var builder = CertificateBuilder()
    builder.extensions = [
      certificateExtension(17, [0x30, 0x05, 0x82, 0x7f]), basicConstraints(isCA: true),
      certificateExtension(15, [0x05, 0x00]),
      subjectKeyIdentifier([1, 2, 3]), sequence([0x02, 0x01, 0x00]),
    ]
    let certificate = Certificate(der: try builder.der)
    #expect(certificate.isDERSequence)
    #expect(
      certificate.parseError
        == "an extension is no Extension; subjectAltName is cut short; keyUsage does not have its type")
    #expect(certificate.fields?.subjectAlternativeNames == nil)
    #expect(certificate.fields?.isCA == true)
    #expect(certificate.fields?.subjectKeyIdentifier == [1, 2, 3])
  }

  /// OpenSSL refuses such a certificate. What it says must not count, nor seem to be understood.
  @Test func anIdentifierInALongerFormIsNoExtension() throws {
    var builder = CertificateBuilder()
    let padded = sequence(objectIdentifier([0x55, 0x1d, 0x80, 37]) + tlv(0x01, [0xff]) + tlv(0x04, sequence([])))
    builder.extensions = [padded, basicConstraints(isCA: true)]
    let certificate = Certificate(der: try builder.der)
    #expect(certificate.parseError == "an extension is no Extension")
    #expect(certificate.fields?.extendedKeyUsage == nil)
    #expect(certificate.fields?.isCA == true)
    #expect(CertificateDetails(certificate)?.extensions.map(\.identifier) == ["2.5.29.19"])
  }

  /// As OpenSSL prints it: an RDN without attributes is not there.
  @Test func namesWithEmptyAndMultivaluedParts() throws {
    func attribute(_ type: UInt8, _ text: String) -> [UInt8] {
      sequence(objectIdentifier([0x55, 4, type]) + tlv(0x0c, Array(text.utf8)))
    }
    var builder = CertificateBuilder()
    builder.subject = sequence(
      tlv(0x31, attribute(3, "first")) + tlv(0x31, attribute(10, "A")) + tlv(0x31, [])
        + tlv(0x31, attribute(11, "B") + attribute(3, "C")))
    let fields = Certificate(der: try builder.der).fields
    #expect(fields?.subject == "CN=C+OU=B,O=A,CN=first")
    #expect(fields?.commonName == "C")
    builder.subject = sequence(tlv(0x31, []))
    #expect(Certificate(der: try builder.der).fields?.subject == "")
  }

  @Test(
    arguments: [
      (0x17, "2401010000Z", "2024-01-01T00:00:00Z", "has no seconds"),
      (0x17, "500101000000Z", "1950-01-01T00:00:00Z", nil),
      (0x17, "491231235959Z", "2049-12-31T23:59:59Z", nil),
      (0x17, "240101013000+0130", "2024-01-01T00:00:00Z", "is not in UTC with Z"),
      (0x17, "240229000000", "2024-02-29T00:00:00Z", "is not in UTC with Z"),
      (0x18, "20240101000000.5Z", "2024-01-01T00:00:00Z", "has a fraction of a second"),
      (0x18, "00010101000000Z", "0001-01-01T00:00:00Z", nil),
      (0x18, "21000228235959Z", "2100-02-28T23:59:59Z", nil),
      (0x17, "230229000000Z", nil, "is no time"),
      (0x17, "241301000000Z", nil, "is no time"),
      (0x17, "240101240000Z", nil, "is no time"),
      (0x17, "", nil, "is no time"),
      (0x18, "24:10:01", nil, "is no time"),
      (0x0c, "240101000000Z", nil, "is no time"),
    ] as [(UInt8, String, String?, String?)])
  func times(_ identifier: UInt8, _ text: String, _ expected: String?, _ defect: String?) throws {
    var builder = CertificateBuilder()
    builder.notBefore = tlv(identifier, Array(text.utf8))
    let certificate = Certificate(der: try builder.der)
    #expect(certificate.fields?.notBefore?.text == expected)
    #expect(certificate.parseError == defect.map { "notBefore \($0)" })
    #expect(certificate.fields?.notAfter?.text == "2034-01-01T00:00:00Z")
  }

  @Test func lengthThatIsNotMinimal() throws {
    let sound = try CertificateBuilder().der
    let content = try #require(TLV(firstOf: sound[...])).content
    let long = Certificate(
      der: [0x30, 0x84, 0x00, 0x00, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content)
    #expect(long.isDERSequence)
    #expect(long.parseError == "Certificate has a length that is not DER")
    #expect(long.fields?.subject == "CN=leaf")
  }

  @Test func berInOneField() throws {
    var builder = CertificateBuilder()
    builder.subject = [0x30, 0x81, UInt8(name("leaf").count - 2)] + name("leaf").dropFirst(2)
    let certificate = Certificate(der: try builder.der)
    #expect(certificate.parseError == "subject has a length that is not DER")
    #expect(certificate.fields?.subject == "CN=leaf")
    #expect(certificate.fields?.issuer == "CN=ca")
  }

  @Test func damageInOneName() throws {
    var builder = CertificateBuilder()
    builder.issuer = [0x30, 0x04, 0x31, 0x7f, 0x30, 0x00]
    let certificate = Certificate(der: try builder.der)
    #expect(certificate.parseError == "issuer is cut short")
    #expect(certificate.fields?.issuer == nil)
    #expect(certificate.fields?.subject == "CN=leaf")
    #expect(certificate.fields?.publicKeyBits == 256)
  }

  @Test func bytesBehind() throws {
    let certificate = Certificate(der: try CertificateBuilder().der + [0])
    #expect(!certificate.isDERSequence)
    #expect(certificate.parseError == "Certificate has 1 bytes behind it")
    #expect(certificate.fields?.subject == "CN=leaf")
  }

  @Test(arguments: [
    [], [0x30], [0x30, 0x80, 0, 0], [0x31, 0], [0x30, 0xff], [0x30, 0x88] + [UInt8](repeating: 0xff, count: 8),
  ])
  func noCertificate(_ bytes: [UInt8]) {
    let certificate = Certificate(der: bytes)
    #expect(!certificate.isDERSequence)
    #expect(certificate.parseError != nil)
    #expect(certificate.fields == nil)
  }

  @Test func serialWithAnOctetTooMany() throws {
    var builder = CertificateBuilder()
    builder.serial = [0, 0, 1]
    let certificate = Certificate(der: try builder.der)
    #expect(certificate.fields?.serialNumber == "01")
    #expect(certificate.parseError == "serialNumber has an octet more than DER allows")
  }

  @Test(arguments: [([UInt8]([0]), "00"), ([0xff], "-01"), ([0x80], "-80"), ([0xff, 0], "-0100"), ([0, 0x80], "80")])
  func serials(_ octets: [UInt8], _ expected: String) throws {
    var builder = CertificateBuilder()
    builder.serial = octets
    #expect(Certificate(der: try builder.der).fields?.serialNumber == expected)
  }

  @Test func nameThatIsNotItsType() throws {
    var builder = CertificateBuilder()
    let commonName = objectIdentifier([0x55, 0x04, 0x03])
    // UTF-8 that is none is shown byte for byte, a BMPString of odd length in hex.
    builder.subject = sequence(
      tlv(0x31, sequence(commonName + tlv(0x0c, [0x61, 0xff]))) + tlv(0x31, sequence(commonName + tlv(0x1e, [0x61]))))
    let fields = try #require(Certificate(der: try builder.der).fields)
    #expect(fields.subject == #"CN=#1E0161,CN=a\FF"#)
  }
}
