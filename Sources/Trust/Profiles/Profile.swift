/// What a kind of peer checks beyond what all do.
public struct Profile: Sendable {
  /// `plain`, `expressway`, `web`.
  public let name: String
  let checks: [any CertificateCheck]
  /// The first CA of a matching subject is used, whatever key identifiers say.
  ///
  /// Source for Expressway: Cisco, "Server Certificate Requirements for Unified Communications" (X14.3): of two self-signed
  /// certificates with one CN in the trusted CA list Expressway can trust only one. That it is the first, also of CAs that
  /// key identifiers tell apart, is from Cisco's guide to MRA certificates.
  let firstSubjectWins: Bool
  public let acceptsWildcards: Bool
  /// A client that has no certificate is refused; others may do without. A traversal zone is mutual TLS (Cisco, "Mobile
  /// and Remote Access Through Expressway", unified communications traversal zones).
  var needsClientCertificate = false

  public static let plain = Profile(
    name: "plain", checks: [PhonesCheck(isAskedFor: false)], firstSubjectWins: false, acceptsWildcards: true)

  /// The basics of the CA/Browser Forum's Baseline Requirements (https://cabforum.org, version 2).
  public static let web = Profile(
    name: "web",
    checks: [
      WebValidityPeriodCheck(), WebNamesCheck(), WebKeysCheck(), WebPurposesCheck(), PhonesCheck(isAskedFor: false),
    ], firstSubjectWins: false, acceptsWildcards: true)

  /// A Cisco Expressway.
  /// - Parameter version: of its software; nil where nobody knows: then what depends on it is a warning.
  public static func expressway(_ version: ExpresswayVersion?) -> Profile {
    Profile(
      name: "expressway",
      checks: [
        ExpresswayPurposesCheck(version: version), ExpresswayWildcardsCheck(),
        ExpresswayNameLengthCheck(version: version), ExpresswayTemporaryCheck(), ExpresswayKeySizeCheck(),
        ExpresswayDatesCheck(), ExpresswayECDSACheck(version: version), PhonesCheck(isAskedFor: true),
      ], firstSubjectWins: true, acceptsWildcards: false, needsClientCertificate: true)
  }
}
