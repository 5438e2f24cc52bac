import CertificateChains
import TestSupport
import Testing

@testable import Trust

/// Damaged certificates end in a verdict, whatever is damaged.
@Suite struct HostileChainTests {
  let pki = Hierarchy()

  private func chain() throws -> [[UInt8]] {
    let issuing = try pki.root.issue(authority: pki.issuing) {
      $0.extensions.append(nameConstraints(permitted: ["dns:example.com", "ip:192.0.2.0/255.255.255.0", "dir:x"]))
    }
    return [try pki.leaf(names: ["dns:expe.example.com", "ip:192.0.2.9", "uri:https://example.com/"]), issuing]
  }

  private func judge(_ chain: [[UInt8]], _ root: [UInt8]) -> Verdict {
    verdict(chain, trusted: [root]) { options in
      options.names = ["expe.example.com"]
      options.profile = .expressway(nil)
    }
  }

  @Test func everyTruncatedLength() throws {
    let (chain, root) = (try chain(), try pki.rootCertificate())
    for length in chain[1].indices {
      let verdict = judge([chain[0], Array(chain[1][..<length])], root)
      #expect(verdict.outcome == .fault, "\(length)")
    }
  }

  @Test func randomDamage() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let (chain, root) = (try chain(), try pki.rootCertificate())
    for _ in 0..<1500 {
      var damaged = chain + [root]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let element = Int.random(in: damaged.indices, using: &random)
        let place = Int.random(in: damaged[element].indices, using: &random)
        damaged[element][place] = UInt8.random(in: 0...255, using: &random)
      }
      let verdict = judge([damaged[0], damaged[1]], damaged[2])
      #expect(!verdict.findings.isEmpty)
      _ = TrustTests.verdict(damaged, trusted: []) { $0.profile = .web }
    }
  }
}
