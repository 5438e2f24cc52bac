import Crypto
import TestSupport
import Testing

@testable import CertificateChains

@Suite struct ChainAssessmentTests {
  let root = Authority("root")
  let intermediate: Certificate
  let leaf: Certificate
  let second: Certificate

  init() throws {
    intermediate = try root.issue("intermediate", isCA: true)
    leaf = try Authority("intermediate").issue("leaf")
    second = try Authority("second").issue("other", isCA: true)
  }

  private func assess(_ elements: Certificate...) -> ChainAssessment { PresentedChain(elements: elements).assess() }

  @Test func linkedToRoot() throws {
    let assessment = assess(leaf, intermediate, try root.certificate)
    #expect(assessment.statuses == [.linkedToRoot])
    #expect(assessment.text == "linked in order to a self-signed root")
    #expect(assessment.linkedPositions == [1, 2, 3])
    #expect(assessment.absentIssuer == nil)
  }

  @Test func rootNotSent() {
    let assessment = assess(leaf, intermediate)
    #expect(assessment.statuses == [.rootNotSent])
    #expect(assessment.text == #"linked in order, root not sent: "CN=root""#)
    #expect(assessment.absentIssuer == "CN=root")
  }

  /// TLCP: a certificate for signatures, one for encryption, then their issuer.
  @Test func aPairOfCertificates() throws {
    let encryption = try Authority("intermediate").issue("leaf")
    var chain = PresentedChain(elements: [leaf, encryption, intermediate])
    #expect(chain.assess().statuses.contains(.unrelated))
    chain.isCertificatePair = true
    #expect(chain.assess().statuses == [.rootNotSent])
    #expect(
      chain.assess().text
        == #"linked in order, root not sent: "CN=root"; element 2 is the certificate for encryption, of the same issuer"#
    )
    #expect(chain.assess().linkedPositions == [1, 3])
    chain = PresentedChain(
      elements: [leaf, try Authority("second").issue("leaf"), intermediate, try root.certificate],
      isCertificatePair: true)
    #expect(chain.assess().statuses == [.linkedToRoot])
    #expect(chain.assess().text.hasSuffix("of another issuer"))
    chain = PresentedChain(elements: [leaf, intermediate], isCertificatePair: true)
    #expect(chain.assess().statuses == [.rootNotSent], "a CA's certificate is none for encryption")
    chain = PresentedChain(elements: [leaf], isCertificatePair: true)
    #expect(chain.assess().statuses == [.missingIssuer])
  }

  @Test func leafAlone() {
    let assessment = assess(leaf)
    #expect(assessment.statuses == [.missingIssuer])
    #expect(assessment.text == #"missing issuer "CN=intermediate""#)
  }

  @Test func gapBeforeTheRoot() throws {
    let assessment = assess(leaf, try root.certificate)
    #expect(assessment.statuses == [.missingIssuer, .unrelated])
    #expect(assessment.text == #"missing issuer "CN=intermediate"; unrelated element 2"#)
  }

  @Test func gapInTheMiddle() throws {
    let lower = try Authority("lower").issue("leaf")
    let between = try Authority("intermediate").issue("lower", isCA: true)
    let assessment = assess(lower, between, try root.certificate)
    #expect(assessment.statuses == [.missingIssuer, .unrelated])
    #expect(assessment.text == #"linked in order, missing issuer "CN=intermediate" of element 2; unrelated element 3"#)
  }

  @Test func outOfOrder() throws {
    let assessment = assess(leaf, try root.certificate, intermediate)
    #expect(assessment.statuses == [.outOfOrder])
    #expect(assessment.text == "out of order: 1, 3, 2 would be linked to a self-signed root")
    #expect(assessment.linkedPositions == [1, 3, 2])
  }

  @Test func reversed() throws {
    let assessment = assess(try root.certificate, intermediate, leaf)
    #expect(assessment.statuses == [.outOfOrder])
    #expect(assessment.text == "out of order: 3, 2, 1 would be linked to a self-signed root")
  }

  @Test func outOfOrderWithoutRoot() {
    let assessment = assess(intermediate, leaf)
    #expect(assessment.statuses == [.rootNotSent, .outOfOrder])
    #expect(assessment.text == #"out of order: 2, 1 would be linked, root not sent: "CN=root""#)
  }

  @Test func duplicates() throws {
    let assessment = assess(leaf, intermediate, intermediate, try root.certificate, leaf)
    #expect(assessment.statuses == [.linkedToRoot, .duplicate])
    #expect(
      assessment.text
        == "linked in order to a self-signed root; duplicate of element 2 at 3, duplicate of element 1 at 5")
  }

  @Test func leafTwice() {
    #expect(assess(leaf, leaf).statuses == [.missingIssuer, .duplicate])
  }

  @Test func unrelated() throws {
    #expect(assess(leaf, intermediate, try root.certificate, second).statuses == [.linkedToRoot, .unrelated])
    // Another server's leaf is no CA that would stand behind a gap.
    let assessment = assess(leaf, intermediate, try Authority("second").issue("other"))
    #expect(assessment.statuses == [.rootNotSent, .unrelated])
    #expect(assessment.text == #"linked in order, root not sent: "CN=root"; unrelated element 3"#)
  }

  @Test func selfSignedLeaf() throws {
    let own = try Authority("expe.example.com").certificate
    #expect(assess(own).statuses == [.selfSignedLeaf])
    #expect(assess(own).text == "self-signed leaf")
    #expect(assess(own, second).statuses == [.selfSignedLeaf, .unrelated])
  }

  @Test func keyIdentifiersSeparateEqualNames() throws {
    // A renewed CA of the same name with another key: the leaf's issuer is the first one's key.
    let leaf = try root.issue("leaf", authorityKey: [1])
    let renewed = try root.issue("root", subjectKey: [2], authorityKey: [9], isCA: true)
    #expect(assess(leaf, renewed).statuses == [.missingIssuer, .unrelated])
    let right = try Authority("top").issue("root", subjectKey: [1], isCA: true)
    #expect(assess(leaf, renewed, right).linkedPositions == [1, 3])
    #expect(assess(leaf, renewed, right).statuses == [.missingIssuer, .unrelated])
  }

  @Test func crossSigned() throws {
    let cross = try Authority("old root").issue("root", isCA: true)
    let assessment = assess(leaf, intermediate, cross, try root.certificate)
    #expect(assessment.statuses == [.linkedToRoot, .alternativeIssuer])
    #expect(assessment.text == "linked in order to a self-signed root; alternative issuer: element 3")
    #expect(assess(leaf, intermediate, cross).statuses == [.rootNotSent])
    #expect(assess(leaf, intermediate, cross).absentIssuer == "CN=old root")
  }

  @Test func loop() throws {
    let one = try Authority("B").issue("A", isCA: true)
    let two = try Authority("A").issue("B", isCA: true)
    let assessment = assess(one, two)
    #expect(assessment.statuses == [.rootNotSent])
    #expect(assessment.text == "linked in order in a loop, root not sent")
    #expect(assess(try Authority("A").issue("leaf"), one, two).statuses == [.rootNotSent])
  }

  @Test func selfIssuedIsNotSelfSigned() throws {
    let rollover = try Authority("root").issue("root", isCA: true)
    #expect(rollover.fields?.isSelfIssued == true)
    #expect(rollover.fields?.isSelfSigned == false)
    #expect(assess(intermediate, rollover).statuses == [.rootNotSent])
    #expect(assess(rollover).statuses == [.missingIssuer])
  }

  @Test func emptyNamesDoNotLink() throws {
    var builder = CertificateBuilder()
    builder.subject = sequence([])
    builder.issuer = sequence([])
    builder.signingKey = P256.Signing.PrivateKey()
    builder.serial = [2]
    let one = Certificate(der: try builder.der)
    builder.serial = [3]
    let assessment = assess(one, Certificate(der: try builder.der))
    #expect(assessment.statuses == [.missingIssuer, .unrelated])
    #expect(assessment.text == "missing issuer (empty name); unrelated element 2")
  }

  @Test func unreadable() throws {
    let broken = Certificate(der: [0x30, 0x01, 0x00])
    #expect(assess(broken).statuses == [.unreadable])
    #expect(assess(broken).text == "element 1 cannot be read")
    #expect(assess(leaf, broken, try root.certificate).statuses == [.unreadable])
    #expect(assess(leaf, intermediate, try root.certificate, broken).statuses == [.linkedToRoot, .unreadable])
    #expect(assess(broken, intermediate, try root.certificate).statuses == [.unreadable])
  }

  @Test func empty() {
    #expect(assess().statuses == [.empty])
  }

  /// Each seems to have issued each other; a search of all pairs would take minutes.
  @Test func thousandsOfEqualNames() throws {
    var builder = CertificateBuilder()
    builder.subject = name("same")
    builder.issuer = name("same")
    var elements: [Certificate] = []
    for serial in 0..<2000 {
      builder.serial = [1, UInt8(serial >> 8), UInt8(serial & 0xff)]
      elements.append(Certificate(der: try builder.der))
    }
    let start = ContinuousClock.now
    let assessment = PresentedChain(elements: elements).assess()
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(!assessment.statuses.isEmpty)
    #expect(assessment.text.utf8.count < 1000)
  }
}

/// Somebody who signs.
struct Authority {
  var commonName: String
  var key = P256.Signing.PrivateKey()

  init(_ commonName: String) { self.commonName = commonName }

  var certificate: Certificate {
    get throws {
      var builder = CertificateBuilder()
      builder.subject = name(commonName)
      builder.issuer = name(commonName)
      builder.key = key
      builder.signingKey = key
      builder.extensions = [basicConstraints(isCA: true)]
      return Certificate(der: try builder.der)
    }
  }

  func issue(
    _ subject: String, subjectKey: [UInt8]? = nil, authorityKey: [UInt8]? = nil, isCA: Bool = false
  ) throws -> Certificate {
    var builder = CertificateBuilder()
    builder.subject = name(subject)
    builder.issuer = name(commonName)
    builder.signingKey = key
    if isCA { builder.extensions.append(basicConstraints(isCA: true)) }
    if let subjectKey { builder.extensions.append(subjectKeyIdentifier(subjectKey)) }
    if let authorityKey { builder.extensions.append(authorityKeyIdentifier(authorityKey)) }
    return Certificate(der: try builder.der)
  }
}
