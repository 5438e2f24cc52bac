import CertificateChains

/// The names of each certificate lie where the CAs above it may issue (RFC 5280, 4.2.1.10 and 6.1.4 (g)).
struct NameConstraintsCheck: CertificateCheck {
  let name = CheckName.nameConstraints

  func findings(_ examination: Examination) -> [Finding] {
    var findings: [Finding] = []
    var isConstrained = false
    let elements = examination.path.elements
    for (index, issuer) in elements.enumerated() {
      if issuer.details.hasUnreadableNameConstraints {
        isConstrained = true
        findings.append(Finding(name, .undecided, "its name constraints cannot be read", at: issuer.reference))
      }
      guard let constraints = issuer.details.nameConstraints else { continue }
      isConstrained = true
      // A CA that renews its own key is not subject to its own constraints.
      for (lower, subject) in elements[..<index].enumerated() where lower == 0 || !subject.isSelfIssued {
        let matcher = ConstraintMatcher(constraints)
        let names = subject.constrainedNames + (lower == 0 ? subject.commonNameAsHost : [])
        guard names.count * (constraints.permitted.count + constraints.excluded.count) <= Self.comparisons else {
          findings.append(
            Finding(name, .undecided, "too many names and constraints to be compared", at: subject.reference))
          continue
        }
        for violation in names.compactMap({ matcher.violation(of: $0) }).prefix(Self.listed) {
          findings.append(
            fault(
              "\(violation), by the name constraints of \(issuer.name) (\(issuer.label))", at: subject,
              advice: "Have it issued by a CA that may issue for this name."))
        }
      }
    }
    return isConstrained ? orOK(findings, "the names lie where the CAs may issue") : findings
  }

  private static let listed = 8
  /// OpenSSL has a limit like this one (NAME_CHECK_MAX).
  private static let comparisons = 1 << 18
}

extension TrustElement {
  /// All names that constraints apply to: the alternative names, and the subject as a directoryName.
  fileprivate var constrainedNames: [ConstrainedName] {
    details.alternativeNames.map(ConstrainedName.general)
      + (subject.map { $0.isEmpty ? [] : [.subject($0, text: fields.subject ?? "")] } ?? [])
  }
}

extension TrustElement {
  /// Of a sender without a DNS name in its SAN the common name that looks like one: OpenSSL holds it against the
  /// constraints (NAME_CONSTRAINTS_check_CN), since some peers compare it.
  fileprivate var commonNameAsHost: [ConstrainedName] {
    guard !details.alternativeNames.contains(where: { $0.kind == .dNSName }), let name = fields.commonName,
      name.contains("."), !name.hasPrefix("."), !name.hasSuffix("."),
      name.utf8.allSatisfy({
        0x30...0x39 ~= $0 || 0x41...0x5a ~= $0 || 0x61...0x7a ~= $0 || [0x2d, 0x2e, 0x5f].contains($0)
      })
    else { return [] }
    return [.host(name)]
  }
}

enum ConstrainedName {
  /// A common name that stands for a DNS name.
  case host(String)
  case general(GeneralName)
  case subject(CanonicalName, text: String)

  var kind: GeneralName.Kind {
    switch self {
    case .host: .dNSName
    case .general(let name): name.kind
    case .subject: .directoryName
    }
  }

  var text: String {
    switch self {
    case .host(let name): "the common name \(name)"
    case .general(let name): name.text
    case .subject(_, let text): "the subject \"\(text)\""
    }
  }
}

/// Holds names against one certificate's constraints.
struct ConstraintMatcher {
  private let constraints: NameConstraints

  init(_ constraints: NameConstraints) {
    self.constraints = constraints
  }

  /// Why a name is not allowed; nil where it is.
  func violation(of name: ConstrainedName) -> String? {
    let excluded = constraints.excluded.filter { $0.kind == name.kind }
    let permitted = constraints.permitted.filter { $0.kind == name.kind }
    guard !excluded.isEmpty || !permitted.isEmpty else { return nil }
    guard Self.comparedKinds.contains(name.kind) else {
      return "\(name.text) is of a kind that is constrained and cannot be compared"
    }
    if let base = excluded.first(where: { matches(name, $0) }) { return "\(name.text) is excluded (\(base.text))" }
    if permitted.isEmpty || permitted.contains(where: { matches(name, $0) }) { return nil }
    return "\(name.text) is not among those permitted (\(permitted.map(\.text).prefix(4).joined(separator: ", ")))"
  }

  private func matches(_ name: ConstrainedName, _ base: GeneralName) -> Bool {
    switch name {
    case .host(let host):
      return isHost(lowerCased(Array(host.utf8)), within: lowerCased(base.octets), includesItself: true)
    case .subject(let canonical, _): return CanonicalName(der: base.octets).map(canonical.isWithin) ?? false
    case .general(let general):
      let (value, limit) = (lowerCased(general.octets), lowerCased(base.octets))
      switch general.kind {
      case .directoryName:
        guard let inner = CanonicalName(der: general.octets), let outer = CanonicalName(der: base.octets) else {
          return false
        }
        return inner.isWithin(outer)
      case .iPAddress: return isAddress(general.octets, within: base.octets)
      case .dNSName: return isHost(value, within: limit, includesItself: true)
      case .rfc822Name: return isMailbox(value, within: limit)
      case .uniformResourceIdentifier:
        return host(ofURI: value).map { isHost($0, within: limit, includesItself: false) } ?? false
      default: return false
      }
    }
  }

  private static let comparedKinds: Set<GeneralName.Kind> = [
    .directoryName, .iPAddress, .dNSName, .rfc822Name, .uniformResourceIdentifier,
  ]
}

/// "any DNS name that can be constructed by simply adding zero or more labels to the left-hand side" (RFC 5280,
/// 4.2.1.10); a leading dot stands for one or more. Of URIs and mailboxes a host without one is that host only.
private func isHost(_ host: String, within base: String, includesItself: Bool) -> Bool {
  if base.isEmpty || host == base { return !base.hasPrefix(".") || base.isEmpty }
  if base.hasPrefix(".") { return host.hasSuffix(base) }
  return includesItself && host.hasSuffix("." + base)
}

private func isMailbox(_ mailbox: String, within base: String) -> Bool {
  if base.contains("@") { return mailbox == base }
  guard let at = mailbox.lastIndex(of: "@") else { return false }
  return isHost(String(mailbox[mailbox.index(after: at)...]), within: base, includesItself: false)
}

/// Of `scheme://user@host:port/...` (RFC 3986, 3.2).
private func host(ofURI uri: String) -> String? {
  guard let begin = uri.firstRange(of: "://") else { return nil }
  let authority = uri[begin.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
  return String(host.prefix { $0 != ":" })
}

/// An address and a mask of its length each (RFC 5280, 4.2.1.10).
private func isAddress(_ address: [UInt8], within base: [UInt8]) -> Bool {
  guard base.count == 2 * address.count else { return false }
  return address.indices.allSatisfy { index in
    let mask = base[address.count + index]
    return address[index] & mask == base[index] & mask
  }
}

/// ASCII only: an IA5String has nothing else.
func lowerCased(_ octets: [UInt8]) -> String {
  String(decoding: octets.map { 0x41...0x5a ~= $0 ? $0 + 0x20 : $0 }, as: UTF8.self)
}
