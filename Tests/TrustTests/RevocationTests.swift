import CertificateChains
import Crypto
import TestSupport
import Testing

@testable import Trust

@Suite struct RevocationTests {
  let pki = Hierarchy()

  /// A list of the issuing CA with one serial number on it.
  private func list(_ serial: [UInt8], nextUpdate: String = "300101000000Z", signer: P256.Signing.PrivateKey) throws
    -> RevocationList
  {
    let algorithm = sequence(objectIdentifier([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
    let signed = sequence(
      tlv(0x02, [1]) + algorithm + name("Example Issuing CA 1") + utcTime("260101000000Z") + utcTime(nextUpdate)
        + sequence(sequence(tlv(0x02, serial) + utcTime("260601120000Z"))))
    let signature = Array(try signer.signature(for: signed).derRepresentation)
    let der = sequence(signed + algorithm + tlv(0x03, [0] + signature))
    let text = pemText(of: der, label: "X509 CRL")
    #expect(try RevocationList.lists(in: der).count == 1)
    return try #require(try RevocationList.lists(in: Array(text.utf8)).first)
  }

  private func verdict(_ list: RevocationList) throws -> Verdict {
    let leaf = try pki.leaf { $0.serial = [0x12, 0x34] }
    return TrustTests.verdict([leaf, try pki.issuingCertificate()], trusted: [try pki.rootCertificate()]) {
      $0.revocationLists = [list]
    }
  }

  @Test func revoked() throws {
    let verdict = try verdict(list([0x12, 0x34], signer: pki.issuing.key))
    #expect(verdict.faults == [.revocation])
    #expect(verdict.text(.revocation).hasPrefix("[1] is revoked since 2026-06-01 12:00:00 UTC"))
  }

  @Test func notOnTheList() throws {
    let verdict = try verdict(list([0x12, 0x35], signer: pki.issuing.key))
    #expect(verdict.outcome == .ok)
    #expect(verdict.text(.revocation).contains("1 of 2 judged"))
  }

  /// The guide: a CRL error alone is no trust fault.
  @Test func anOutdatedListIsNoFault() throws {
    #expect(
      try verdict(list([0x12, 0x35], nextUpdate: "260201000000Z", signer: pki.issuing.key)).warnings == [.revocation])
  }

  @Test func aListThatAnotherSigned() throws {
    #expect(try verdict(list([0x12, 0x34], signer: pki.root.key)).checks(.notJudged).contains(.revocation))
  }

  @Test func noList() throws {
    #expect(throws: CertificateFileError.noCertificate) { try RevocationList.lists(in: Array("hello".utf8)) }
    let der = try pki.leaf()
    #expect(throws: CertificateFileError.notACertificate("unreadable revocation list")) {
      try RevocationList.lists(in: der)
    }
    for length in der.indices { _ = try? RevocationList.lists(in: Array(der[..<length])) }
  }
}
