import CertificateChains

/// Both extended key usages are in the certificate, or, on newer software, the one for its role.
///
/// Source: Cisco, "Expressway Certificate Creation and Use", "Loading Certificates and Keys": the certificate should be
/// able to act as a client's and a server's; field notice FN74362 (all releases up to X15.3 are affected by public CAs
/// that give clientAuth up); "Navigate Client EKU Sunset with Expressway x15.5" (document 225693): an Expressway-E of
/// X15.4 loads one with serverAuth only after a command, X15.5 has separate stores for server and client certificates.
/// That port 2222 always needs clientAuth is from the administrator guide of X15.5.
struct ExpresswayPurposesCheck: CertificateCheck {
  let name = CheckName.expresswayPurposes
  let version: ExpresswayVersion?

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf else { return [] }
    guard let purposes = leaf.fields.extendedKeyUsage else {
      return [
        warning(
          "has no extended key usage; Cisco asks for serverAuth and clientAuth", at: leaf, advice: Self.renewal)
      ]
    }
    let roles: [VerificationOptions.Role] = [.server, .client]
    let lacking = roles.filter { !purposes.contains($0.purpose) }
    guard let missing = lacking.first else { return [ok("has serverAuth and clientAuth")] }
    let text = "lacks \(lacking.map(\.purposeName).joined(separator: " and "))"
    guard lacking.count == 1 else { return [fault(text, at: leaf, advice: Self.renewal)] }
    let isServersOwn = missing == .client && examination.options.role == .server
    let isClientsOwn = missing == .server && examination.options.role == .client
    guard let version else {
      let since = isServersOwn ? "X15.3" : "X15.4"
      return [
        warning(
          "\(text), which Expressway needs up to \(since); --expressway-version tells", at: leaf, advice: Self.renewal)
      ]
    }
    if isServersOwn, version >= ExpresswayVersion(15, 4) {
      let how =
        version < ExpresswayVersion(15, 5)
        ? "; Expressway-E loads it after xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload: On" : ""
      return [ok("has serverAuth; \(version) needs no clientAuth in a server's certificate\(how)")]
    }
    if isClientsOwn, version >= ExpresswayVersion(15, 5) {
      return [ok("has clientAuth; \(version) needs no serverAuth in a client's certificate")]
    }
    if examination.options.role == nil, version >= ExpresswayVersion(15, missing == .client ? 4 : 5) {
      let left = missing == .client ? "server" : "client"
      return [warning("\(text); \(version) takes it as a \(left)'s only (--role \(left) judges it as one)", at: leaf)]
    }
    return [fault("\(text), which \(version) needs", at: leaf, advice: Self.renewal)]
  }

  private static let renewal =
    "Have it issued with serverAuth and clientAuth. Public CAs give clientAuth up in 2026 and 2027: use a private CA, or"
    + " X15.5 or later."
}
