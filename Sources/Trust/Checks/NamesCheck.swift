import CertificateChains

/// The certificate is good for the names that the peer expects (RFC 9525): those in the SAN, never the CN.
struct NamesCheck: CertificateCheck {
  let name = CheckName.names

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf else { return [] }
    let options = examination.options
    let matcher = NameMatcher(leaf.details.alternativeNames, acceptsWildcards: options.acceptsWildcards)
    var findings = options.names.compactMap { finding($0, leaf, matcher) }
    if findings.isEmpty, !options.names.isEmpty {
      findings.append(ok("the SAN covers \(options.names.joined(separator: ", "))"))
    }
    if options.names.isEmpty, options.role != .client, let asked = options.serverName {
      findings.append(
        matcher.match(asked) == .exact || matcher.match(asked) == .wildcard
          ? ok("the SAN covers \(asked), which the client asked for (SNI)")
          : warning(
            "the client asked for \(asked) (SNI), which is not in the SAN", at: leaf,
            advice: "If the client verifies this name, have the certificate issued with it in the SAN."))
    }
    guard findings.isEmpty else { return findings }
    let how = options.role == .client ? "--role client and --name give one" : "give one with --name"
    return [Finding(name, .notJudged, "no name to compare with: \(how)")]
  }

  private func finding(_ wanted: String, _ leaf: TrustElement, _ matcher: NameMatcher) -> Finding? {
    switch matcher.match(wanted) {
    case .exact, .wildcard: return nil
    case .refusedWildcard:
      return fault(
        "\(wanted) is covered by a wildcard only, which this peer does not accept", at: leaf,
        advice: "Have it issued with the full name in the SAN.")
    case .none where leaf.fields.subjectAlternativeNames == nil:
      return fault(
        "it has no SAN, so it is not good for \(wanted); the CN \(leaf.name) does not count", at: leaf,
        advice: "Have it issued with the name in the SAN.")
    case .none:
      let isAddress = addressOctets(ofText: wanted) != nil
      let names = leaf.fields.subjectAlternativeNames ?? []
      let listed = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
      return fault(
        "\(wanted) is not in the SAN (\(listed.isEmpty ? "empty" : listed))", at: leaf,
        advice: isAddress
          ? "Configure the peer by the FQDN that is in the SAN; certificates seldom hold IP addresses. (CUCM is to be added"
            + " to Expressway-C by FQDN.)"
          : "Configure a name that is in the SAN, or have the certificate issued with this one.")
    }
  }
}
