import CertificateChains

/// Compares a name that somebody expects with the alternative names of a certificate.
struct NameMatcher {
  enum Match { case exact, wildcard, refusedWildcard, none }

  private let dnsNames: [String]
  private let addresses: [[UInt8]]
  private let acceptsWildcards: Bool

  init(_ names: [GeneralName], acceptsWildcards: Bool) {
    dnsNames = names.filter { $0.kind == .dNSName }.map { Self.normal(lowerCased($0.octets)) }
    addresses = names.filter { $0.kind == .iPAddress }.map(\.octets)
    self.acceptsWildcards = acceptsWildcards
  }

  func match(_ wanted: String) -> Match {
    if let octets = addressOctets(ofText: wanted) { return addresses.contains(octets) ? .exact : .none }
    let name = Self.normal(lowerCased(Array(wanted.utf8)))
    if dnsNames.contains(name) { return .exact }
    guard dnsNames.contains(where: { Self.wildcard($0, covers: name) }) else { return .none }
    return acceptsWildcards ? .wildcard : .refusedWildcard
  }

  /// "*" as the whole left-most label stands for exactly one label (RFC 9525, 6.3); of what is below a single label
  /// ("*.com") nobody accepts it.
  private static func wildcard(_ pattern: String, covers name: String) -> Bool {
    guard pattern.hasPrefix("*."), let dot = name.firstIndex(of: "."), dot > name.startIndex else { return false }
    let rest = pattern.dropFirst(2)
    return rest.contains(".") && name[name.index(after: dot)...] == rest
  }

  private static func normal(_ name: String) -> String { name.hasSuffix(".") ? String(name.dropLast()) : name }
}
