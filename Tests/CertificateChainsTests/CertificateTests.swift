import Crypto
import CryptoExtras
import Foundation
import TestSupport
import Testing

@testable import CertificateChains

extension Fixture {
  var der: [UInt8] { Data(base64Encoded: base64).map(Array.init) ?? [] }
}

@Suite struct CertificateTests {
  @Test(arguments: Fixture.sound + Fixture.odd)
  func agreesWithOpenssl(_ fixture: Fixture) throws {
    let certificate = Certificate(der: fixture.der)
    #expect(certificate.der == fixture.der)
    #expect(certificate.sha256 == fixture.sha256)
    #expect(certificate.parseError == nil)
    #expect(certificate.isDERSequence)
    let fields = try #require(certificate.fields)
    #expect(fields.subject == fixture.subject)
    #expect(fields.issuer == fixture.issuer)
    #expect(fields.serialNumber == fixture.serialNumber)
    #expect(fields.notBefore?.text == fixture.notBefore)
    #expect(fields.notAfter?.text == fixture.notAfter)
    #expect(fields.signatureAlgorithm == fixture.signatureAlgorithm)
    if let bits = fixture.publicKeyBits { #expect(fields.publicKeyBits == bits) }
  }

  @Test func fieldsOfALeaf() throws {
    let fields = try #require(readFields("rsa1024"))
    #expect(fields.version == 3)
    #expect(fields.commonName == "expe.example.com")
    #expect(
      fields.subjectAlternativeNames == [
        "DNS:expe.example.com", "DNS:*.example.com", "IP:192.0.2.7", "IP:2001:db8::1:0:0:1", "email:a@example.com",
        "URI:sip:b@example.com", "RID:1.2.3.4", "DirName:CN=Name,O=Dir", "othername:1.3.6.1.4.1.311.20.2.3",
      ])
    #expect(fields.extendedKeyUsage == ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.2.3.4.5"])
    #expect(fields.keyUsage == ["digitalSignature", "nonRepudiation", "keyEncipherment"])
    #expect(fields.isCA == false)
    #expect(fields.publicKeyAlgorithm == "RSA")
    #expect(fields.isSelfIssued)
  }

  @Test func fieldsOfACA() throws {
    let fields = try #require(readFields("ecP256"))
    #expect(fields.isCA == true)
    #expect(fields.pathLengthConstraint == 3)
    #expect(fields.keyUsage == ["keyCertSign", "cRLSign"])
    #expect(fields.commonName == "Wurzel-Ω")
    #expect(fields.publicKeyCurve == "P-256")
    #expect(fields.subjectKeyIdentifier?.count == 20)
    #expect(fields.subjectAlternativeNames == nil)
  }

  @Test func fieldsOfOddOnes() throws {
    #expect(readFields("ecExplicit")?.publicKeyCurve == "explicit")
    #expect(readFields("version1")?.version == 1)
    #expect(readFields("version1")?.issuer == "")
    #expect(
      readFields("emptySubject")?.subjectAlternativeNames == [
        #"DNS:good.example\00.evil.example"#, #"DNS:\1B]0;x\07"#, #"email:j\F6rg@example"#, "IP:#010203", #"URI:a\\b"#,
      ])
    #expect(readFields("negativeSerial")?.notBefore?.secondsSinceEpoch == -631_152_000)
  }

  @Test(
    arguments: [
      ("rsa1024", true), ("ecP256", true), ("ecP384", true), ("ecP521", true), ("ed25519", true), ("rsaPSS", true),
      ("ed448", nil), ("rsaMD5", true), ("ecExplicit", nil), ("dsa", nil), ("version1", false),
    ] as [(String, Bool?)])
  func selfSignature(_ name: String, _ expected: Bool?) throws {
    #expect(readFields(name)?.isSelfSigned == expected)
    guard expected == true else { return }
    // The last octets are the signature's.
    var der = try #require(fixture(name)).der
    der[der.count - 3] ^= 1
    #expect(Certificate(der: der).fields?.isSelfSigned == false)
  }

  /// Against BoringSSL's verdict, by way of what both make of the same sound signature.
  @Test(arguments: [1024, 1536, 2048]) func ownRSA(_ bits: Int) throws {
    let key = try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: bits))
    let message = Array("message".utf8)
    let digest = SHA256.hash(data: message)
    let signature = Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    let node = try #require(FieldNode(plainDER: Array(key.publicKey.derRepresentation)[...]))
    let info = try #require(SubjectPublicKeyInfo(node))
    #expect(legacyRSAVerifies(signature[...], message[...], .sha256, key: info) == true)
    #expect(legacyRSAVerifies(signature[...], message[1...], .sha256, key: info) == false)
    #expect(legacyRSAVerifies(signature[...], message[...], .sha1, key: info) == false)
  }

  /// No openssl here makes one yet, so the key and signature are the library's own.
  @Test func selfSignatureOfMLDSA() throws {
    let key = try MLDSA65.PrivateKey()
    let algorithm = sequence(objectIdentifier([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x12]))
    let times = sequence(tlv(0x17, Array("260101000000Z".utf8)) + tlv(0x17, Array("360101000000Z".utf8)))
    let keyInfo = sequence(algorithm + tlv(0x03, [0] + key.publicKey.rawRepresentation))
    let fields = tlv(0x02, [7]) + algorithm + name("pq") + times + name("pq") + keyInfo
    let tbsCertificate = sequence(fields)
    let signature = Array(try key.signature(for: tbsCertificate))
    let certificate = Certificate(der: sequence(tbsCertificate + algorithm + tlv(0x03, [0] + signature)))
    #expect(certificate.parseError == nil)
    #expect(certificate.fields?.publicKeyAlgorithm == "ML-DSA-65")
    #expect(certificate.fields?.signatureAlgorithm == "ML-DSA-65")
    #expect(certificate.fields?.isSelfSigned == true)
  }

  private func fixture(_ name: String) -> Fixture? {
    (Fixture.sound + Fixture.odd).first { $0.name == name }
  }

  private func readFields(_ name: String) -> Certificate.Fields? {
    fixture(name).flatMap { Certificate(der: $0.der).fields }
  }
}
