import CertificateChains

/// The names are those of a public server: in the SAN, the CN among them, none of them internal.
///
/// Source: CA/Browser Forum, Baseline Requirements 2.x, 7.1.2.7.12 (subjectAltName: a must, of DNS names and addresses),
/// 7.1.4.3 (a commonName is one of the SAN's values, letter for letter), 4.2.2 (no internal names, no reserved
/// addresses). An internal name ends in no top-level domain of IANA's root zone; of these, names that are in use are known
/// here, and a name of any other made-up domain passes.
struct WebNamesCheck: CertificateCheck {
  let name = CheckName.webNames

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf else { return [] }
    let names = leaf.details.alternativeNames
    guard !names.isEmpty else { return [fault("has no names in a SAN", at: leaf)] }
    var findings = names.compactMap { name -> Finding? in
      switch name.kind {
      case .dNSName: return problem(ofHost: lowerCased(name.octets)).map { fault("\(name.text) \($0)", at: leaf) }
      case .iPAddress:
        return isReserved(name.octets) ? fault("\(name.text) is a private or reserved address", at: leaf) : nil
      default: return fault("\(name.text) is neither a DNS name nor an address", at: leaf)
      }
    }
    if let commonName = leaf.fields.commonName,
      NameMatcher(names, acceptsWildcards: false).match(commonName) != .exact,
      !names.contains(where: { lowerCased($0.octets) == lowerCased(Array(commonName.utf8)) })
    {
      findings.append(fault("its CN \(commonName) is not in the SAN", at: leaf))
    }
    return orOK(Array(findings.prefix(listedFindings)), "the SAN has public names only, the CN among them")
  }

  private func problem(ofHost host: String) -> String? {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    if labels.count < 2 { return "is an internal name" }
    if ["local", "internal", "lan", "corp", "home", "localhost", "test", "invalid"].contains(labels[labels.count - 1]) {
      return "is an internal name"
    }
    let plain = labels.first == "*" ? labels.dropFirst() : labels[...]
    let isHost = plain.allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { 0x61...0x7a ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2d }
    }
    return isHost && plain.count >= 2 ? nil : "is no host name"
  }

  /// RFC 1918, loopback, link-local; IPv6 unique local, link-local, loopback.
  private func isReserved(_ octets: [UInt8]) -> Bool {
    guard octets.count == 4 else { return octets.count != 16 || octets[0] & 0xe0 != 0x20 }
    switch (octets[0], octets[1]) {
    case (10, _), (127, _), (0, _), (192, 168), (169, 254), (172, 16...31), (224..., _): return true
    default: return false
    }
  }
}
