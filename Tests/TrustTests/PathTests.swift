import CertificateChains
import Crypto
import TestSupport
import Testing

@testable import Trust

@Suite struct PathTests {
  let pki = Hierarchy()

  @Test func theTrustListComesFirst() throws {
    let chain = [try pki.leaf(), try pki.issuingCertificate()]
    let other = try pki.root.issue(authority: pki.issuing) { $0.serial = [9] }
    let verdict = verdict(chain, trusted: [other, try pki.rootCertificate()])
    #expect(verdict.outcome == .ok)
    #expect(verdict.path.elements.map(\.reference.place) == [.presented(1), .trusted(1), .trusted(2)])
  }

  @Test func suppliedIntermediates() throws {
    let verdict = verdict(
      [try pki.leaf()], trusted: [try pki.rootCertificate()], supplied: [try pki.issuingCertificate()])
    #expect(verdict.outcome == .ok)
    #expect(verdict.path.elements.map(\.reference.place) == [.presented(1), .supplied(1), .trusted(1)])
  }

  @Test func anUntrustedRootWasSent() throws {
    let chain = [try pki.leaf(), try pki.issuingCertificate(), try pki.rootCertificate()]
    let verdict = verdict(chain, trusted: [try TestAuthority("Another CA").root()])
    #expect(verdict.faults == [.path])
    #expect(verdict.text(.path).hasPrefix("[3] this root ends the path, and is not in the trusted CA list"))
  }

  /// It may be a root or not, and sending a root never helps.
  @Test func whatToDoAboutAMissingIssuer() throws {
    let leaf = try pki.root.issue("expe.example.com", names: ["dns:expe.example.com"])
    let other = try TestAuthority("Another CA").root()
    for chain in [[leaf], [try pki.leaf(), try pki.issuingCertificate()]] {
      let finding = try #require(verdict(chain, trusted: [other]).findings.first { $0.check == .path })
      #expect(finding.outcome == .fault)
      #expect(finding.advice?.hasPrefix("If it is an intermediate, ") == true)
      #expect(finding.advice?.contains("If it is the root, ") == true)
      #expect(finding.advice?.contains("sending a root never helps") == true)
    }
  }

  /// The list has another CA of the root's name only: there is no order to put right.
  @Test func anotherRootOfTheSameNameIsTrusted() throws {
    let chain = [try pki.leaf(), try pki.issuingCertificate(), try pki.rootCertificate()]
    let other = try TestAuthority("Example Root CA").root { $0.remove(14) }
    let verdict = verdict(chain, trusted: [other])
    #expect(verdict.faults.count { $0 == .trustOrder } + verdict.warnings.count { $0 == .trustOrder } == 1)
    #expect(verdict.text(.trustOrder).contains("the right one"))
    #expect(!verdict.text(.trustOrder).contains("above"))
    #expect(verdict.findings.first { $0.check == .trustOrder }?.advice?.contains("move") == false)
  }

  /// The classic after a renewal of the CA: the name is right, the key is not.
  @Test func aCAOfTheRightNameAndAnotherKey() throws {
    let leaf = try pki.leaf { $0.remove(35) }
    let renewed = try pki.root.issue(authority: TestAuthority("Example Issuing CA 1"))
    let verdict = verdict([leaf], trusted: [renewed, try pki.rootCertificate()])
    #expect(verdict.faults == [.path, .signature])
    #expect(verdict.text(.signature) == "[1] ca.pem, 1 has its issuer's name, but another key made this signature")
  }

  @Test func anAlteredCertificate() throws {
    var leaf = try pki.leaf()
    let place = try #require(leaf.firstRange(of: Array("expe.example.com".utf8)))
    leaf[place.lowerBound] = UInt8(ascii: "x")
    let verdict = verdict([leaf, try pki.issuingCertificate()], trusted: [try pki.rootCertificate()])
    #expect(verdict.faults == [.path, .signature])
    #expect(verdict.text(.signature).hasSuffix("one of the two was altered"))
  }

  @Test func keyIdentifiersThatDiffer() throws {
    let leaf = try pki.leaf { builder in
      builder.remove(35)
      builder.extensions.append(authorityKeyIdentifier([1, 2, 3]))
    }
    let verdict = verdict([leaf, try pki.issuingCertificate()], trusted: [try pki.rootCertificate()])
    #expect(verdict.faults == [.path])
    #expect(verdict.text(.path).contains("signed it, but their key identifiers differ: it names 01:02:03"))
  }

  /// One string type in the CA's own certificate, another in what it issued, other case and spaces.
  @Test func namesAreComparedAsPeersDo() throws {
    let leaf = try pki.leaf { $0.issuer = name("example  ISSUING ca 1 ", stringType: 0x13) }
    #expect(verdict([leaf, try pki.issuingCertificate()], trusted: [try pki.rootCertificate()]).outcome == .ok)
  }

  /// A cross-certificate that leads nowhere comes first.
  @Test func theWayThatLeadsSomewhere() throws {
    let cross = try TestAuthority("Gone Root").issue(authority: pki.root)
    let chain = [try pki.leaf(), try pki.issuingCertificate(), cross]
    let verdict = verdict(chain, trusted: [try pki.rootCertificate()])
    #expect(verdict.outcome == .ok)
    let withoutRoot = TrustTests.verdict(chain, trusted: [try TestAuthority("Another CA").root()])
    #expect(
      withoutRoot.text(.path).contains(
        #"its issuer is missing, neither sent nor in the trusted CA list: "CN=Gone Root""#))
  }

  /// Of two ways to trusted roots the one without an expired CA.
  @Test func theWayWithoutFault() throws {
    let expired = try pki.root.issue(authority: pki.issuing) { $0.notAfter = utcTime("250101000000Z") }
    let chain = [try pki.leaf(), expired, try pki.issuingCertificate()]
    let verdict = verdict(chain, trusted: [try pki.rootCertificate()])
    #expect(verdict.outcome == .ok)
    #expect(verdict.path.elements.map(\.reference.place) == [.presented(1), .presented(3), .trusted(1)])
  }

  @Test func nothingReadable() {
    #expect(verdict([[0x30, 1, 0]], trusted: []).outcome == .undecided)
    #expect(verdict([], trusted: []).faults == [.readable])
    #expect(verdict([], trusted: []) { $0.role = .client }.warnings == [.readable])
    #expect(
      verdict([], trusted: []) { options in
        options.role = .client
        options.profile = .expressway(nil)
      }.faults == [.readable])
  }

  @Test func algorithmsThatNobodyHereKnows() throws {
    // SHA-224, in both places; the signature stays that of SHA-256.
    let other: [UInt8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x01]
    var leaf = try pki.leaf()
    while let place = leaf.firstRange(of: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]) {
      leaf.replaceSubrange(place, with: other)
    }
    let verdict = verdict([leaf, try pki.issuingCertificate()], trusted: [try pki.rootCertificate()])
    #expect(verdict.outcome == .undecided)
    #expect(verdict.text(.signature).hasPrefix("[1] not verified: ecdsa-with-SHA224"))
  }
}

/// Chains that are made to cost time.
@Suite struct CraftedGraphTests {
  let pki = Hierarchy()

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// The right one of a thousand intermediates of one name, without key identifiers, is the last.
  @Test func aThousandLookAlikeIntermediates() throws {
    let leaf = try pki.leaf { $0.remove(35) }
    let lookAlikes = try (0..<1000).map { _ in
      try pki.root.issue(authority: TestAuthority("Example Issuing CA 1")) { $0.remove(14) }
    }
    let chain = [leaf] + lookAlikes + [try pki.root.issue(authority: pki.issuing) { $0.remove(14) }]
    let root = try pki.rootCertificate()
    let certificates = PresentedChain(elements: chain.map { Certificate(der: $0) })
    var options = VerificationOptions()
    options.role = .server
    options.time = judgedAt
    var found: Verdict?
    // The best of three: the machine may have other things to do.
    let time =
      (0..<3).map { _ in
        seconds {
          var verifier = Verifier(trusted: trustList([root]))
          found = verifier.verify(certificates, options: options)
        }
      }.min() ?? 9
    // The optimised program takes a tenth of a second. Without a bound on the search it would take hours.
    #if DEBUG
      let limit = 10.0
    #else
      let limit = 1.0
    #endif
    #expect(found?.path.elements.map(\.reference.place) == [.presented(1), .presented(1002), .trusted(1)])
    #expect(found?.faults == [])
    #expect(time < limit)
  }

  /// Each of one name and key has issued each other: as many ways as orders of them.
  @Test func everybodyIssuedEverybody() throws {
    let leaf = try pki.leaf { $0.remove(35) }
    let issuing = TestAuthority("Example Issuing CA 1", key: pki.issuing.key)
    let others = try (0..<200).map { index in
      try issuing.issue(authority: issuing) { builder in
        builder.serial = [2, UInt8(index)]
        builder.notAfter = utcTime("34010100\(index / 60 + 10)\(index % 60 + 10 > 59 ? 10 : index % 60 + 10)Z")
        // Names itself as its issuer, and not its own key as the one that signed: no root.
        builder.signingKey = index.isMultiple(of: 2) ? issuing.key : pki.root.key
      }
    }
    let time = seconds {
      let verdict = verdict([leaf] + others, trusted: [])
      #expect(!verdict.path.isComplete)
    }
    #expect(time < 5)
  }

  /// A ladder of rungs with two certificates each: 2^30 ways up, none of them to a trusted root.
  @Test func aLadder() throws {
    let rungs = (0..<30).map { TestAuthority("CA \($0)") }
    var chain = [try rungs[0].issue("leaf", names: ["dns:leaf.example.com"])]
    for (lower, upper) in zip(rungs, rungs.dropFirst()) {
      chain.append(try upper.issue(authority: lower))
      chain.append(try upper.issue(authority: lower) { $0.serial = [7] })
    }
    var trustedTop = chain
    trustedTop.append(try rungs[29].root())
    let time = seconds {
      #expect(verdict(chain, trusted: []).faults == [.path])
      let complete = verdict(trustedTop, trusted: [trustedTop[trustedTop.count - 1]])
      #expect(complete.path.elements.count == 31)
    }
    #expect(time < 5)
  }

  /// Thousands of one name, which is their issuer's too, with signatures of nobody.
  @Test func thousandsOfEqualNames() throws {
    var builder = CertificateBuilder()
    builder.subject = name("same")
    builder.issuer = name("same")
    let chain = try (0..<1500).map { (serial: Int) in
      builder.serial = [1, UInt8(serial >> 8), UInt8(serial & 0xff)]
      builder.extensions = [subjectKeyIdentifier([1, UInt8(serial >> 8), UInt8(serial & 0xff)])]
      return try builder.der
    }
    let root = try pki.rootCertificate()
    let time = seconds {
      let verdict = verdict(chain, trusted: [root])
      #expect(verdict.outcome == .fault)
      #expect(verdict.findings.count < 100)
    }
    print("thousands of equal names: \(time) s")
    #expect(time < 10)
  }

  @Test func tooDeepIsNotDecided() throws {
    let cas = (0..<40).map { TestAuthority("CA \($0)") }
    var chain = [try cas[0].issue("leaf", names: [])]
    for (lower, upper) in zip(cas, cas.dropFirst()) { chain.append(try upper.issue(authority: lower)) }
    let verdict = verdict(chain, trusted: [try cas[39].root()])
    #expect(verdict.checks(.undecided) == [.path])
    #expect(verdict.text(.path).contains("the search for a path was given up"))
  }
}

/// What a peer meets that takes the first issuer and looks for no other way (held against `openssl verify`).
@Suite struct FirstWayTests {
  let pki = Hierarchy()
  private let other = TestAuthority("Other Root CA")

  /// Of the same name and key, but of a CA that is not trusted.
  private func cross() throws -> [UInt8] { try other.issue(authority: pki.issuing) { $0.remove(35) } }

  private func leaf() throws -> [UInt8] { try pki.leaf() }

  @Test func aCrossCertificateInTheListLeadsNowhere() throws {
    let verdict = verdict(
      [try leaf(), try pki.issuingCertificate()], trusted: [try cross(), try pki.rootCertificate()])
    #expect(verdict.faults == [.trustOrder])
    #expect(verdict.text(.trustOrder).contains("takes ca.pem, 1, "))
    #expect(verdict.text(.trustOrder).contains("the issuer of ca.pem, 1 is neither in the trusted CA list"))
  }

  @Test func aCrossCertificateThatIsSentFirst() throws {
    let (cross, issuing) = (try cross(), try pki.issuingCertificate())
    let trusted = [try pki.rootCertificate()]
    #expect(verdict([try leaf(), cross, issuing], trusted: trusted).faults == [.trustOrder])
    #expect(verdict([try leaf(), issuing, cross], trusted: trusted).faults.isEmpty)
    // With its own root it is as good a way as the other.
    #expect(verdict([try leaf(), cross, issuing], trusted: trusted + [try other.root()]).faults.isEmpty)
  }

  @Test func anExpiredOneInTheListHidesTheRenewedOneThatWasSent() throws {
    let expired = try pki.root.issue(authority: pki.issuing) {
      $0.serial = [9]
      $0.notAfter = utcTime("260101000000Z")
    }
    let chain = [try leaf(), try pki.issuingCertificate()]
    let hidden = verdict(chain, trusted: [expired, try pki.rootCertificate()])
    #expect(hidden.faults == [.trustOrder])
    #expect(hidden.text(.trustOrder).contains("ca.pem, 1 expired on 2026-01-01"))
    // Beside the renewed one it is passed over.
    let listed = [expired, try pki.issuingCertificate(), try pki.rootCertificate()]
    #expect(verdict(chain, trusted: listed).faults.isEmpty)
  }
}
