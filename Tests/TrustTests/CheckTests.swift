import CertificateChains
import Crypto
import TestSupport
import Testing

@testable import Trust

/// Each check on a chain that has one thing wrong with it.
@Suite struct CheckTests {
  let pki = Hierarchy()

  private func verdict(
    _ leaf: [UInt8]? = nil, issuing: [UInt8]? = nil, root: [UInt8]? = nil,
    _ change: (inout VerificationOptions) -> Void = { _ in }
  ) throws -> Verdict {
    TrustTests.verdict(
      [try leaf ?? pki.leaf(), try issuing ?? pki.issuingCertificate()],
      trusted: [try root ?? pki.rootCertificate()], change)
  }

  @Test func allIsWell() throws {
    let verdict = try verdict()
    #expect(verdict.outcome == .ok)
    #expect(verdict.checks(.notJudged) == [.names, .revocation])
  }

  @Test func expired() throws {
    let verdict = try verdict(pki.leaf { $0.notAfter = utcTime("251231235959Z") })
    #expect(verdict.faults == [.validity])
    #expect(verdict.text(.validity) == "[1] expired on 2025-12-31 23:59:59 UTC")
    let root = try self.verdict(root: pki.root.root { $0.notAfter = utcTime("251231235959Z") })
    #expect(root.text(.validity).hasPrefix("ca.pem, 1 expired"))
    #expect(try self.verdict { $0.time = nil }.checks(.notJudged).contains(.validity))
    #expect(try self.verdict { $0.time = 1_600_000_000 }.faults.count == 3)
  }

  @Test func noCA() throws {
    #expect(
      try verdict(issuing: pki.root.issue(authority: pki.issuing) { $0.remove(19) }).faults == [.basicConstraints])
    let denied = try pki.root.issue(authority: pki.issuing) { builder in
      builder.remove(19)
      builder.extensions.append(basicConstraints(isCA: false))
    }
    #expect(try verdict(issuing: denied).text(.basicConstraints).contains("CA:FALSE"))
    #expect(
      TrustTests.verdict([try pki.rootCertificate()], trusted: [try pki.rootCertificate()]).warnings == [
        .basicConstraints
      ])
  }

  @Test func pathLength() throws {
    let root = try pki.root.root { builder in
      builder.remove(19)
      builder.extensions.append(basicConstraints(isCA: true, pathLength: 0, critical: true))
    }
    #expect(try verdict(root: root).faults == [.pathLength])
    #expect(try verdict(issuing: pki.root.issue(authority: pki.issuing, pathLength: 0)).outcome == .ok)
  }

  @Test func keyUsages() throws {
    let withoutSigning = try pki.root.issue(authority: pki.issuing) { builder in
      builder.remove(15)
      builder.extensions.append(keyUsage(0x80))
    }
    #expect(try verdict(issuing: withoutSigning).faults == [.keyUsage])
    let cannot = try pki.leaf { builder in
      builder.remove(15)
      builder.extensions.append(keyUsage(0x40))
    }
    #expect(try verdict(cannot).faults == [.keyUsage])
    let deciphers = try pki.leaf { builder in
      builder.remove(15)
      builder.extensions.append(keyUsage(0x20))
    }
    #expect(try verdict(deciphers).warnings == [.keyUsage])
    #expect(try verdict(deciphers) { $0.role = .client }.faults == [.keyUsage])
  }

  @Test func extendedKeyUsages() throws {
    #expect(try verdict(pki.leaf(purposes: nil)).outcome == .ok)
    #expect(try verdict(pki.leaf(purposes: [0])).warnings == [.extendedKeyUsage])
    #expect(try verdict(pki.leaf(purposes: [3])).faults == [.extendedKeyUsage])
    let limited = try pki.root.issue(authority: pki.issuing) { $0.extensions.append(extendedKeyUsage([2])) }
    #expect(try verdict(issuing: limited).faults == [.extendedKeyUsage])
    #expect(try verdict(pki.leaf(purposes: [1])) { $0.role = nil }.warnings == [.extendedKeyUsage])
    #expect(try verdict(pki.leaf(purposes: [3])) { $0.role = nil }.faults == [.extendedKeyUsage])
  }

  @Test(
    arguments: [
      (["dns:example.com"], [], "dns:expe.example.com", true), (["dns:example.com"], [], "dns:example.org", false),
      (["dns:.example.com"], [], "dns:expe.example.com", true), (["dns:.example.com"], [], "dns:example.com", false),
      (["dns:xample.com"], [], "dns:expe.example.com", false), ([], ["dns:example.com"], "dns:EXPE.Example.com", false),
      (["ip:192.0.2.0/255.255.255.0"], [], "ip:192.0.2.9", true),
      (["ip:192.0.2.0/255.255.255.0"], [], "ip:198.51.100.9", false),
      (["email:example.com"], [], "email:a@example.com", true),
      (["email:example.com"], [], "email:a@b.example.com", false),
      (["email:.example.com"], [], "email:a@b.example.com", true),
      (["email:a@example.com"], [], "email:b@example.com", false),
      (["uri:example.com"], [], "uri:https://example.com:8443/x", true),
      (["uri:.example.com"], [], "uri:https://example.com/", false),
      (["ip:10.0.0.0/255.0.0.0"], [], "dns:example.com", true),
      // The common name is expe.example.com; it stands in where there is no DNS name.
      (["dns:other.org"], [], "email:a@example.com", false), (["dns:example.com"], [], "email:a@b.org", true),
      (["dir:expe.example.com"], [], "dns:example.com", true), (["dir:other"], [], "dns:example.com", false),
      (["rid:"], [], "rid:", false),
    ] as [([String], [String], String, Bool)])
  func nameConstraintsAreKept(permitted: [String], excluded: [String], name: String, isAllowed: Bool) throws {
    let issuing = try pki.root.issue(authority: pki.issuing) {
      $0.extensions.append(nameConstraints(permitted: permitted, excluded: excluded))
    }
    #expect(try verdict(pki.leaf(names: [name]), issuing: issuing).faults == (isAllowed ? [] : [.nameConstraints]))
  }

  @Test func unknownCriticalExtension() throws {
    let leaf = try pki.leaf { $0.extensions.append(certificateExtension(0x7f, [5, 0], critical: true)) }
    #expect(try verdict(leaf).faults == [.criticalExtensions])
    let twice = try pki.leaf { $0.extensions.append(extendedKeyUsage([1])) }
    #expect(try verdict(twice).faults == [.criticalExtensions])
  }

  @Test(arguments: [
    ("*.example.com", "expe.example.com", true), ("*.example.com", "a.b.example.com", false),
    ("*.example.com", "example.com", false), ("*.com", "example.com", false),
    ("e*.example.com", "expe.example.com", false),
  ])
  func wildcards(pattern: String, name: String, isCovered: Bool) throws {
    let leaf = try pki.leaf(names: ["dns:" + pattern])
    let found = try verdict(leaf) { $0.names = [name] }
    #expect(found.faults == (isCovered ? [] : [.names]))
    #expect(found.text(.names).contains("the SAN covers \(name)") == isCovered)
    #expect(
      try verdict(leaf) {
        $0.names = [name]
        $0.acceptsWildcards = false
      }.faults == [.names])
  }

  @Test func theNameThatTheClientAskedFor() throws {
    #expect(try verdict { $0.serverName = "other.example.com" }.warnings == [.names])
    #expect(try verdict { $0.serverName = "expe.example.com" }.outcome == .ok)
    #expect(
      try verdict {
        $0.serverName = "other.example.com"; $0.role = .client
      }.outcome == .ok)
  }

  @Test func formThatFewInsistOn() throws {
    let issuing = try pki.root.issue(authority: pki.issuing) { builder in
      for arc: UInt8 in [14, 15, 35] { builder.remove(arc) }
    }
    let verdict = try verdict(issuing: issuing)
    #expect(verdict.warnings == [.form, .form, .form])
    #expect(verdict.outcome == .warning)
  }

  @Test func whatElseWasSent() throws {
    let leaf = try pki.leaf()
    let (issuing, root) = (try pki.issuingCertificate(), try pki.rootCertificate())
    let other = try TestAuthority("Another CA").root()
    #expect(TrustTests.verdict([leaf, root, issuing], trusted: [root]).warnings == [.order])
    #expect(TrustTests.verdict([issuing, leaf, root], trusted: [root]).faults.contains(.order))
    #expect(TrustTests.verdict([leaf, issuing, issuing], trusted: [root]).warnings == [.duplicates])
    #expect(TrustTests.verdict([leaf, issuing, other], trusted: [root]).warnings == [.unrelated])
    #expect(TrustTests.verdict([leaf, issuing, [0x30, 0]], trusted: [root]).checks(.undecided) == [.readable])
  }

  /// What a capture lost is nobody's fault, and what is left is judged.
  @Test func bytesOfTheMessageAreMissing() throws {
    let root = try pki.rootCertificate()
    func judged(_ chain: [[UInt8]]) -> Verdict { TrustTests.verdict(chain, trusted: [root]) { $0.isComplete = false } }
    let cut = judged([try pki.leaf()])
    #expect(cut.outcome == .undecided)
    #expect(cut.checks(.undecided) == [.readable, .path])
    #expect(cut.text(.path).contains("may have been in the bytes that are missing in the capture"))
    #expect(judged([]).outcome == .undecided)
    #expect(judged([try pki.leaf(), try pki.issuingCertificate()]).outcome == .undecided)
    #expect(judged([try pki.leaf { $0.notAfter = utcTime("251231235959Z") }]).faults == [.validity])
    // Another CA of the issuer's name does not make it a wrong signature: the right one may have been sent.
    let namesake = try TestAuthority("Example Issuing CA 1").root()
    let leaf = try pki.leaf { $0.remove(35) }
    #expect(TrustTests.verdict([leaf], trusted: [namesake]) { $0.isComplete = false }.faults == [])
  }

  /// One fault, and all else is said of the sender's own certificate, wherever it stands.
  @Test func anIssuerWasSentFirst() throws {
    let (leaf, issuing, root) = (try pki.leaf(), try pki.issuingCertificate(), try pki.rootCertificate())
    for chain in [[issuing, leaf], [root, issuing, leaf]] {
      let verdict = TrustTests.verdict(chain, trusted: [root]) { $0.names = ["expe.example.com"] }
      #expect(verdict.faults == [.order])
      #expect(verdict.warnings == [])
      #expect(verdict.text(.order).hasPrefix("[1] was sent first"))
      #expect(verdict.path.elements.first?.reference.place == .presented(chain.count))
    }
    let expired = TrustTests.verdict(
      [issuing, try pki.leaf { $0.notAfter = utcTime("251231235959Z") }], trusted: [root])
    #expect(expired.findings.first { $0.check == .validity }?.advice == "Renew it.")
    #expect(TrustTests.verdict([root, issuing, leaf], trusted: [root]).text(.needlessRoot).hasPrefix("[1] the root"))
    // A first element that issued none of the others is judged as what it was sent for.
    let other = try TestAuthority("Another CA").root()
    #expect(TrustTests.verdict([other, leaf, issuing], trusted: [root]).path.elements.first?.name == "Another CA")
  }

  /// The cause is said, and nothing that only follows from it.
  @Test func aCertificateThatIsCut() throws {
    let leaf = try pki.leaf()
    let issuing = try pki.issuingCertificate()
    for length in [leaf.count - 1, leaf.count - 40] {
      let verdict = try verdict(Array(leaf[..<length]))
      #expect(verdict.outcome == .undecided)
      #expect(verdict.findings.map(\.check) == [.readable])
      #expect(verdict.text(.readable).contains("cut short"))
    }
    let inTheMiddle = try self.verdict(leaf, issuing: Array(issuing[..<(issuing.count - 40)]))
    #expect(!inTheMiddle.findings.contains { $0.check == .signature })
  }

  @Test func anEmptyMessageThatWasRefused() {
    let verdict = TrustTests.verdict([], trusted: []) { options in
      options.role = .client
      options.refusal = "handshake_failure"
    }
    #expect(verdict.faults == [.readable])
    #expect(verdict.text(.readable).hasSuffix("the peer broke the handshake off with alert handshake_failure"))
  }

  /// A short key is not well for being no key of 8192 bits.
  @Test func aShortKeyOfAnExpressway() throws {
    func judged(modulusByteCount: Int) throws -> Verdict {
      let modulus = [0] + [UInt8](repeating: 0xc5, count: modulusByteCount)
      let key = tlv(0x03, [0] + sequence(tlv(0x02, modulus) + tlv(0x02, [1, 0, 1])))
      let algorithm = sequence(objectIdentifier([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]) + [5, 0])
      return try verdict(pki.leaf { $0.keyInfo = sequence(algorithm + key) }) { $0.profile = .expressway(nil) }
    }
    let short = try judged(modulusByteCount: 128)
    #expect(short.warnings == [.keyStrength])
    #expect(short.text(.expresswayKeySize) == "")
    #expect(try judged(modulusByteCount: 256).text(.expresswayKeySize) == " no key of 8192 bits")
    #expect(try judged(modulusByteCount: 1024).warnings == [.expresswayKeySize])
  }

  @Test func webProfile() throws {
    func faults(_ leaf: [UInt8]) throws -> [CheckName] { try verdict(leaf) { $0.profile = .web }.faults }
    let good = try pki.leaf { builder in
      builder.notBefore = utcTime("261001000000Z")
      builder.notAfter = utcTime("270101000000Z")
    }
    #expect(try faults(good) == [])
    #expect(try faults(pki.leaf()) == [.webValidityPeriod])
    let internalName = try pki.leaf(names: ["dns:expe.local", "dns:expe.example.com"], purposes: [2]) { builder in
      builder.notBefore = utcTime("261001000000Z")
      builder.notAfter = utcTime("270101000000Z")
    }
    #expect(try faults(internalName) == [.extendedKeyUsage, .webNames, .webPurposes])
    let covered = try pki.leaf(names: ["dns:*.example.com"]) { builder in
      builder.notBefore = utcTime("261001000000Z")
      builder.notAfter = utcTime("270101000000Z")
    }
    #expect(try faults(covered) == [.webNames], "the CN is none of the SAN's values")
  }

  @Test func datesPast2050() throws {
    let root = try pki.root.root { $0.notAfter = tlv(0x18, Array("20520101000000Z".utf8)) }
    #expect(try verdict(root: root) { $0.profile = .expressway(nil) }.warnings == [.expresswayDates])
  }

  @Test func versionsOfExpressway() {
    #expect(ExpresswayVersion("X14") == ExpresswayVersion("14.0"))
    #expect(ExpresswayVersion("X8.9.2").map { $0 < ExpresswayVersion(8, 10) } == true)
    #expect(["", "X", "X14.", "latest", "X-1", "X1.2.3.4.5"].allSatisfy { ExpresswayVersion($0) == nil })
  }
}
