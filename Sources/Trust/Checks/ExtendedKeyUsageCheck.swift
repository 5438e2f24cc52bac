import CertificateChains

/// The certificate is meant for the role that its sender had (RFC 5280, 4.2.1.12). A CA that has the extension limits
/// what it issues, as OpenSSL and all browsers take it.
struct ExtendedKeyUsageCheck: CertificateCheck {
  let name = CheckName.extendedKeyUsage

  func findings(_ examination: Examination) -> [Finding] {
    guard examination.leaf != nil else { return [] }
    guard let role = examination.options.role else { return [unknownRole(examination)] }
    let findings = examination.path.elements.compactMap { finding($0, role) }
    return orOK(findings, "allows the role of a TLS \(role.rawValue) (\(role.purposeName))")
  }

  private func finding(_ element: TrustElement, _ role: VerificationOptions.Role) -> Finding? {
    switch Allowance(element, role) {
    case .allowed: return nil
    case .allowedAsAny:
      return warning(
        "has anyExtendedKeyUsage and not \(role.purposeName): OpenSSL, and so Expressway, refuses it", at: element,
        advice: "Have it issued with \(role.purposeName).")
    case .refused(let has):
      return fault(
        "its extended key usage lacks \(role.purposeName) (it has \(has)), and it was used as a TLS \(role.rawValue)",
        at: element, advice: "Have it issued with \(role.purposeName).")
    }
  }

  /// Nobody knows as what it was used, so what it is good for is said.
  private func unknownRole(_ examination: Examination) -> Finding {
    func allows(_ role: VerificationOptions.Role) -> Bool {
      examination.path.elements.allSatisfy {
        if case .refused = Allowance($0, role) { return false }
        return true
      }
    }
    switch (allows(.server), allows(.client)) {
    case (true, true): return ok("good for a TLS server and a TLS client")
    case (true, false):
      return warning("good for a TLS server only: clientAuth is lacking", at: examination.leaf)
    case (false, true):
      return warning("good for a TLS client only: serverAuth is lacking", at: examination.leaf)
    case (false, false):
      return fault("good for neither a TLS server nor a TLS client", at: examination.leaf)
    }
  }
}

/// What a certificate's extended key usage says of a role.
enum Allowance {
  case allowed
  /// By anyExtendedKeyUsage only.
  case allowedAsAny
  /// What it is good for instead.
  case refused(has: String)

  init(_ element: TrustElement, _ role: VerificationOptions.Role) {
    guard let purposes = element.fields.extendedKeyUsage else {
      self = .allowed
      return
    }
    // Server gated crypto, which OpenSSL still takes for serverAuth.
    let isGated = role == .server && purposes.contains { serverGatedCrypto.contains($0) }
    if purposes.contains(role.purpose) || isGated {
      self = .allowed
    } else if purposes.contains("2.5.29.37.0") {
      self = .allowedAsAny
    } else {
      let names = purposes.map { purposeNames[$0] ?? $0 }
      self = .refused(has: names.isEmpty ? "none" : names.joined(separator: ", "))
    }
  }
}

private let serverGatedCrypto: Set<String> = ["1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1"]

extension VerificationOptions.Role {
  var purpose: String { self == .server ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2" }
  var purposeName: String { self == .server ? "serverAuth" : "clientAuth" }
}
