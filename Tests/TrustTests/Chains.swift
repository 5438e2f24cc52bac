import CertificateChains
import TestSupport
@testable import Trust

/// An issuing CA below a root, and what they issue.
struct Hierarchy {
  var root = TestAuthority("Example Root CA")
  var issuing = TestAuthority("Example Issuing CA 1")

  func rootCertificate() throws -> [UInt8] { try root.root() }
  func issuingCertificate() throws -> [UInt8] { try root.issue(authority: issuing) }
  func leaf(
    names: [String] = ["dns:expe.example.com"], purposes: [UInt8]? = [1, 2],
    _ change: (inout CertificateBuilder) -> Void = { _ in }
  ) throws -> [UInt8] {
    try issuing.issue("expe.example.com", names: names, purposes: purposes, change)
  }
}

/// 2026-11-24T00:00:00Z, when all that the builder makes is valid.
let judgedAt: Int64 = 1_795_478_400

/// What a peer that trusts `trusted` makes of `chain`.
func verdict(
  _ chain: [[UInt8]], trusted: [[UInt8]], supplied: [[UInt8]] = [],
  _ change: (inout VerificationOptions) -> Void = { _ in }
) -> Verdict {
  var options = VerificationOptions()
  options.role = .server
  options.time = judgedAt
  change(&options)
  var verifier = Verifier(
    trusted: trustList(trusted), supplied: TrustList(entries(supplied), place: Place.supplied))
  return verifier.verify(PresentedChain(elements: chain.map { Certificate(der: $0) }), options: options)
}

func trustList(_ certificates: [[UInt8]]) -> TrustList { TrustList(entries(certificates)) }

private func entries(_ certificates: [[UInt8]]) -> [TrustList.Entry] {
  certificates.enumerated().map { TrustList.Entry(certificate: Certificate(der: $1), label: "ca.pem, \($0 + 1)") }
}

extension Verdict {
  /// The checks that found a fault.
  var faults: [CheckName] { checks(.fault) }
  var warnings: [CheckName] { checks(.warning) }

  func checks(_ outcome: Finding.Outcome) -> [CheckName] { findings.filter { $0.outcome == outcome }.map(\.check) }

  /// What a check says.
  func text(_ check: CheckName) -> String {
    findings.filter { $0.check == check }.map { "\($0.certificate?.label ?? "") \($0.text)" }.joined(separator: "\n")
  }
}
