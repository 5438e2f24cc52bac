import CertificateChains
import Crypto
import TestSupport
import Testing

@testable import Trust

/// The examples of Cisco's guide to certificates for Mobile and Remote Access over Expressway, by its headings.
@Suite struct GuideTests {
  let pki = Hierarchy()

  private func expressway(_ version: String? = nil) -> (inout VerificationOptions) -> Void {
    { options in
      options.profile = .expressway(version.flatMap { ExpresswayVersion($0) })
      options.acceptsWildcards = false
    }
  }

  /// Expressway sends its leaf alone where its own list lacks the intermediate, and so does the other side's list.
  @Test func missingIntermediate() throws {
    let verdict = verdict([try pki.leaf()], trusted: [try pki.rootCertificate()], expressway())
    #expect(verdict.faults == [.path])
    #expect(verdict.outcome == .fault)
    #expect(!verdict.path.isComplete)
    let identifier = pki.issuing.keyIdentifier.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined(separator: ":")
    #expect(
      verdict.text(.path)
        == "[1] its issuer is missing, neither sent nor in the trusted CA list: \"CN=Example Issuing CA 1\", key"
        + " identifier \(identifier)")
  }

  /// The intermediate is trusted and the root is not: SIP TLS of other products may work, a path does not end.
  @Test func intermediateWithoutRoot() throws {
    let chain = [try pki.leaf(), try pki.issuingCertificate()]
    let verdict = verdict(chain, trusted: [chain[1]], expressway())
    #expect(verdict.faults == [.path])
    #expect(verdict.text(.path).contains(#"is no root, and its own issuer is missing there: "CN=Example Root CA""#))
    #expect(
      TrustTests.verdict(chain, trusted: [chain[1]]) { $0.acceptsPartialChains = true }.outcome == .ok)
  }

  @Test func completeChain() throws {
    let chain = [try pki.leaf(), try pki.issuingCertificate(), try pki.rootCertificate()]
    let verdict = verdict(chain, trusted: [chain[2]], expressway("X14.2"))
    #expect(verdict.outcome == .ok)
    #expect(verdict.text(.path) == " expe.example.com <- Example Issuing CA 1 <- Example Root CA")
    #expect(verdict.text(.needlessRoot).hasPrefix("[3] the root was sent, too"))
    // The far side holds both, and the leaf alone is sent.
    #expect(
      TrustTests.verdict([chain[0]], trusted: [chain[1], chain[2]], expressway("X14.2")).outcome == .ok)
  }

  /// CUCM's self-signed tomcat and CallManager certificates have one subject, and each has its own key.
  @Test func sameSubjectConflictWithTomcatAndCallManager() throws {
    func selfSigned(_ key: P256.Signing.PrivateKey) throws -> [UInt8] {
      try TestAuthority("cucm.example.com", key: key).root { builder in
        builder.extensions = [subjectAlternativeName(["dns:cucm.example.com"]), extendedKeyUsage([1, 2])]
      }
    }
    let tomcat = try selfSigned(.init())
    let callManager = try selfSigned(.init())
    let hidden = verdict([tomcat], trusted: [callManager, tomcat], expressway())
    #expect(hidden.faults == [.trustOrder])
    #expect(
      hidden.text(.trustOrder).contains(#"ca.pem, 1 has its issuer's subject "CN=cucm.example.com" and another key"#))
    #expect(hidden.path.isComplete)
    let right = verdict([tomcat], trusted: [tomcat, callManager], expressway())
    #expect(!right.faults.contains(.trustOrder))
    #expect(right.text(.trustOrder).hasSuffix("none hides the right one"))
  }

  /// A renewed root above or below the old one; key identifiers tell them apart for OpenSSL, not for the guide.
  @Test func sameSubjectConflictOfARenewedRoot() throws {
    let old = try TestAuthority("Example Root CA").root()
    let chain = [try pki.leaf(), try pki.issuingCertificate()]
    let trusted = [old, try pki.rootCertificate()]
    #expect(verdict(chain, trusted: trusted).warnings == [.trustOrder])
    #expect(verdict(chain, trusted: trusted, expressway()).faults == [.trustOrder])
    #expect(verdict(chain, trusted: trusted.reversed(), expressway()).faults == [])
  }

  @Test func singleExtendedKeyUsage() throws {
    let chain = [try pki.leaf(purposes: [1]), try pki.issuingCertificate()]
    let trusted = [try pki.rootCertificate()]
    #expect(verdict(chain, trusted: trusted, expressway("X14.2")).faults == [.expresswayPurposes])
    #expect(verdict(chain, trusted: trusted, expressway("X15.3")).faults == [.expresswayPurposes])
    let newer = verdict(chain, trusted: trusted, expressway("X15.4"))
    #expect(newer.faults == [])
    #expect(newer.text(.expresswayPurposes).contains("EnableServerEkuUpload"))
    #expect(!verdict(chain, trusted: trusted, expressway("X15.5")).text(.expresswayPurposes).contains("xConfiguration"))
    #expect(verdict(chain, trusted: trusted, expressway()).warnings == [.expresswayPurposes])
    // Of a lone file nobody knows the role.
    func ofUnknownRole(_ version: String) -> Verdict {
      verdict(chain, trusted: trusted) { options in
        expressway(version)(&options)
        options.role = nil
      }
    }
    #expect(ofUnknownRole("X15.3").faults == [.expresswayPurposes])
    #expect(ofUnknownRole("X15.4").faults == [])
    #expect(ofUnknownRole("X15.4").text(.expresswayPurposes).contains("--role server"))
    let asClient = verdict(chain, trusted: trusted) { $0.role = .client }
    #expect(asClient.faults == [.extendedKeyUsage])
    #expect(
      asClient.text(.extendedKeyUsage)
        == "[1] its extended key usage lacks clientAuth (it has serverAuth), and it was used as a TLS client")
    let clientOnly = [try pki.leaf(purposes: [2]), chain[1]]
    let client = { (version: String) in
      verdict(clientOnly, trusted: trusted) { options in
        options.role = .client
        options.profile = .expressway(ExpresswayVersion(version))
      }.faults
    }
    #expect(client("X15.4") == [.expresswayPurposes])
    #expect(client("X15.5") == [])
  }

  /// The SAN holds the peer's and the cluster's name.
  @Test func clusterNames() throws {
    let trusted = [try pki.rootCertificate()]
    func faults(_ names: [String], wanted: [String]) throws -> [CheckName] {
      let chain = [try pki.leaf(names: names), try pki.issuingCertificate()]
      return verdict(chain, trusted: trusted) { options in
        options.names = wanted
        options.profile = .expressway(nil)
        options.acceptsWildcards = false
      }.faults
    }
    let both = ["dns:expe1.example.com", "dns:expe-cluster.example.com"]
    #expect(try faults(both, wanted: ["expe1.example.com", "EXPE-cluster.example.com."]) == [])
    #expect(try faults([both[0]], wanted: ["expe-cluster.example.com"]) == [.names])
    #expect(try faults([], wanted: ["expe.example.com"]) == [.names], "a CN alone does not count")
    #expect(try faults(["dns:*.example.com"], wanted: ["expe1.example.com"]) == [.names, .expresswayWildcards])
  }

  @Test func cucmByIPAddress() throws {
    let trusted = [try pki.rootCertificate()]
    let byName = [try pki.leaf(names: ["dns:cucm.example.com"]), try pki.issuingCertificate()]
    let verdict = verdict(byName, trusted: trusted) { $0.names = ["192.0.2.9"] }
    #expect(verdict.faults == [.names])
    #expect(verdict.findings.first { $0.check == .names }?.advice?.contains("CUCM is to be added") == true)
    let withAddress = [try pki.leaf(names: ["dns:cucm.example.com", "ip:192.0.2.9"]), byName[1]]
    #expect(TrustTests.verdict(withAddress, trusted: trusted) { $0.names = ["192.0.2.9"] }.outcome == .ok)
  }

  @Test func temporaryCertificateOfANewInstallation() throws {
    let temporary = TestAuthority("Temporary CA 2f1c")
    let chain = [try temporary.issue("expe", names: ["dns:expe.example.com"])]
    let verdict = verdict(chain, trusted: [try temporary.root()], expressway())
    #expect(verdict.faults == [])
    #expect(verdict.warnings == [.expresswayTemporary])
  }

  @Test func namesBeyond999Characters() throws {
    let names = (0..<60).map { "dns:conference-\($0)-cluster.example.com" }
    let chain = [try pki.leaf(names: names), try pki.issuingCertificate()]
    let trusted = [try pki.rootCertificate()]
    #expect(verdict(chain, trusted: trusted, expressway("X8.9.2")).faults == [.expresswayNameLength])
    #expect(verdict(chain, trusted: trusted, expressway("X8.10")).outcome == .ok)
    #expect(verdict(chain, trusted: trusted, expressway()).warnings == [.expresswayNameLength])
  }

  @Test func phonesHoldAFixedList() throws {
    let chain = [try pki.leaf(), try pki.issuingCertificate()]
    let trusted = [try pki.rootCertificate()]
    let unasked = verdict(chain, trusted: trusted, expressway())
    #expect(unasked.text(.phones).contains(#"its root is "CN=Example Root CA""#))
    #expect(unasked.checks(.notJudged).contains(.phones))
    let held = verdict(chain, trusted: trusted) { $0.phoneCAs = trustList(trusted) }
    #expect(held.text(.phones) == " 7800 and 8800 phones hold a CA of this path")
    let other = try TestAuthority("Another CA").root()
    #expect(verdict(chain, trusted: trusted) { $0.phoneCAs = trustList([other]) }.faults == [.phones])
  }
}
