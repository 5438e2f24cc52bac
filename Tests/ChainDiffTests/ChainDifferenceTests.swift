import CertificateChains
import Crypto
import TestSupport
import Testing

@testable import ChainDiff

@Suite struct ChainDifferenceTests {
  let root = TestAuthority("Example Root CA")
  let issuing = TestAuthority("Example Issuing CA 1")
  let key = P256.Signing.PrivateKey()

  private func leaf(
    _ subject: String = "expe.example.com", key: P256.Signing.PrivateKey? = nil, serial: UInt8 = 1,
    names: [String] = ["dns:expe.example.com"]
  ) throws -> [UInt8] {
    try issuing.issue(subject, names: names, key: key ?? self.key) { $0.serial = [serial] }
  }

  private func difference(
    _ expected: [[UInt8]], _ seen: [[UInt8]], _ change: (inout DiffOptions) -> Void = { _ in }
  ) -> ChainDifference {
    var options = DiffOptions()
    change(&options)
    return ChainDifference(expected: elements(expected), seen: elements(seen), options: options)
  }

  private func elements(_ certificates: [[UInt8]]) -> [ComparedElement] {
    certificates.enumerated().map {
      let certificate = Certificate(der: $1)
      return ComparedElement(position: $0 + 1, sha256: certificate.sha256, certificate: certificate)
    }
  }

  private func changes(_ difference: ChainDifference) -> [ElementDifference.Change] {
    difference.elements.map(\.change)
  }

  @Test func same() throws {
    let chain = [try leaf(), try root.issue(authority: issuing), try root.root()]
    #expect(difference(chain, chain).isSame)
    #expect(changes(difference(chain, chain)) == [.same, .same, .same])
    #expect(difference([], []).isSame)
  }

  @Test func theKindsOfChange() throws {
    let intermediate = try root.issue(authority: issuing)
    let other = P256.Signing.PrivateKey()
    func change(_ seen: [UInt8]) throws -> [ElementDifference.Change] {
      let found = difference([try leaf(), intermediate], [seen, intermediate])
      #expect(!found.isSame)
      return changes(found)
    }
    #expect(try change(leaf(serial: 2)) == [.renewed, .same])
    #expect(try change(leaf(key: other)) == [.rekeyed, .same])
    #expect(try change(leaf("expe2.example.com")) == [.renewed, .same])
    #expect(try change(leaf("expe2.example.com", key: other)) == [.replaced, .same])
  }

  @Test func bytesAreMissingInTheCapture() throws {
    let chain = [try leaf(), try root.issue(authority: issuing)]
    let cut = difference(chain, [chain[0]]) { $0.isSeenComplete = false }
    #expect(cut.isUndecided && !cut.isDifferent && !cut.isSame)
    #expect(cut.elements.map(\.isUndecided) == [false, true])
    #expect(difference([chain[0]], chain) { $0.isExpectedComplete = false }.isUndecided)
    #expect(difference(chain, chain) { $0.isSeenComplete = false }.isUndecided)
    let renewed = difference(chain, [try leaf(serial: 2)]) { $0.isSeenComplete = false }
    #expect(renewed.isDifferent && !renewed.isUndecided)
  }

  @Test func missingAndExtra() throws {
    let chain = [try leaf(), try root.issue(authority: issuing), try root.root()]
    let short = difference(chain, [chain[0]])
    #expect(changes(short) == [.same, .missing, .missing])
    #expect(short.elements[1].expected?.position == 2)
    #expect(short.elements[1].seen == nil)
    #expect(changes(difference([chain[0]], chain)) == [.same, .extra, .extra])
    #expect(changes(difference(chain, chain + [chain[1]])) == [.same, .same, .same, .extra])
  }

  @Test func rootsNeedNotBeSent() throws {
    let chain = [try leaf(), try root.issue(authority: issuing), try root.root()]
    let found = difference(chain, Array(chain[..<2])) { $0.ignoresRoot = true }
    #expect(found.isSame)
    #expect(found.elements[2].isIgnored)
    #expect(!difference(chain, [chain[0]]) { $0.ignoresRoot = true }.isSame, "an intermediate is no root")
    // A self-signed certificate that is the sender's own is no root, either.
    #expect(!difference([chain[2]], []) { $0.ignoresRoot = true }.isSame)
  }

  @Test func moved() throws {
    let chain = [try leaf(), try root.issue(authority: issuing), try root.root()]
    let found = difference(chain, [chain[0], chain[2], chain[1]])
    #expect(changes(found) == [.same, .same, .same])
    #expect(found.elements.filter(\.isMoved).count == 1)
    #expect(!found.isSame)
    #expect(difference(chain, [chain[0], chain[2], chain[1]]) { $0.ignoresOrder = true }.isSame)
    // What is missing moves nothing.
    #expect(difference(chain, [chain[0], chain[2]]).elements.map(\.isMoved) == [false, false, false])
  }

  @Test func fingerprintsAlone() throws {
    let rootCertificate = try root.root()
    let certificates = elements([try leaf(), rootCertificate])
    var list = certificates
    for index in list.indices { list[index].certificate = nil }
    #expect(ChainDifference(expected: list, seen: certificates).isSame)
    let other = elements([try leaf(serial: 2), rootCertificate])
    #expect(changes(ChainDifference(expected: list, seen: other)) == [.missing, .same, .extra])
  }

  @Test func longestIncreasingRuns() {
    #expect(longestIncreasingRun([]) == [])
    #expect(longestIncreasingRun([0, 1, 2]) == [0, 1, 2])
    #expect(longestIncreasingRun([3, 0, 1, 2]) == [1, 2, 3])
    #expect(longestIncreasingRun([2, 1, 0]).count == 1)
  }

  /// As long as the best subsequence that trying all finds.
  @Test func longestIncreasingRunsAtRandom() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let values = Array(0..<Int.random(in: 1...9, using: &random)).shuffled(using: &random)
      let best = (0..<(1 << values.count)).map { subset in
        let chosen = values.indices.filter { subset >> $0 & 1 == 1 }.map { values[$0] }
        return zip(chosen, chosen.dropFirst()).allSatisfy(<) ? chosen.count : 0
      }.max()
      let run = longestIncreasingRun(values)
      #expect(run.count == best, "\(values)")
      let found = run.sorted().map { values[$0] }
      #expect(zip(found, found.dropFirst()).allSatisfy(<))
    }
  }

  /// Thousands that are all alike take time in proportion.
  @Test func manyOfOneSubject() throws {
    let chain = try (0..<600).map { try leaf(key: .init(), serial: UInt8($0 % 100)) }
    let start = ContinuousClock.now
    let found = difference(chain, chain.reversed())
    #expect(found.elements.filter(\.isMoved).count == 599)
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func theClosestExpectedChain() throws {
    func chain(_ ders: [[UInt8]], _ role: String?) -> ExpectedChains.Chain {
      .init(elements: elements(ders), role: role)
    }
    let intermediate = try root.issue(authority: issuing)
    let other = try leaf("expc.example.com", key: .init())
    let expected = ExpectedChains([
      chain([other, intermediate], "client"), chain([other, intermediate], "server"), chain([try leaf()], "server"),
    ])
    #expect(expected.closest(to: chain([other], "client")) == 0)
    #expect(expected.closest(to: chain([other], "server")) == 1)
    #expect(expected.closest(to: chain([try leaf(serial: 9)], "server")) == 2)
    #expect(expected.closest(to: chain([try leaf(serial: 9)], nil)) == 2)
    #expect(ExpectedChains([]).closest(to: chain([other], nil)) == nil)
  }
}

@Suite struct FieldDifferenceTests {
  let issuing = TestAuthority("Example Issuing CA 1")
  let key = P256.Signing.PrivateKey()

  private func fields(_ change: (inout CertificateBuilder) -> Void) throws -> [FieldDifference] {
    let before = try issuing.issue("expe.example.com", names: ["dns:a", "dns:b"], key: key)
    let after = try issuing.issue("expe.example.com", names: ["dns:a", "dns:b"], key: key, change)
    return fieldDifferences(Certificate(der: before), Certificate(der: after))
  }

  @Test func namesThatCameAndWent() throws {
    let found = try fields { builder in
      builder.remove(17)
      builder.extensions.append(subjectAlternativeName(["dns:b", "dns:c"]))
    }
    #expect(found.map(\.field) == ["subject_alternative_names"])
    #expect(found.first?.added == ["DNS:c"])
    #expect(found.first?.removed == ["DNS:a"])
  }

  @Test func aLostPurpose() throws {
    let found = try fields { builder in
      builder.remove(37)
      builder.extensions.append(extendedKeyUsage([1]))
    }
    #expect(found.map(\.field) == ["extended_key_usage"])
    #expect(found.first?.removed == ["clientAuth"])
  }

  @Test func unknownExtensionsByTheirOID() throws {
    let found = try fields { $0.extensions.append(certificateExtension(0x7f, [5, 0], critical: true)) }
    #expect(found.map(\.field) == ["extension 2.5.29.127"])
    #expect(found.first?.expected == [])
    #expect(found.first?.seen == ["05:00"])
  }

  @Test func criticality() throws {
    let found = try fields { builder in
      builder.remove(19)
      builder.extensions.append(basicConstraints(isCA: false))
    }
    #expect(found.map(\.field) == ["extension 2.5.29.19 critical"])
    #expect(found.first?.expected == ["yes"])
  }

  @Test func theSameNameWrittenOtherwise() throws {
    let found = try fields { $0.subject = name("expe.example.com", stringType: 0x13) }
    #expect(found.map(\.field) == ["subject_encoding"])
  }

  @Test func aNewSignatureAlone() throws {
    let found = try fields { _ in }
    #expect(found.map(\.field) == ["sha256"], "ECDSA signs otherwise each time")
  }
}
