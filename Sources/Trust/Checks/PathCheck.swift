import CertificateChains

/// The sender's certificate leads, issuer by issuer, to a CA that the peer trusts (RFC 5280, 6.1).
struct PathCheck: CertificateCheck {
  let name = CheckName.path

  func findings(_ examination: Examination) -> [Finding] {
    let path = examination.path
    guard let last = path.elements.last, let gap = path.gap else { return [ok(Self.description(of: path))] }
    switch gap {
    case .searchLimit:
      return [
        Finding(
          name, .undecided, "the search for a path was given up: too many certificates seem to have issued each other",
          at: last.reference)
      ]
    case .untrustedRoot:
      return [
        fault(
          path.elements.count == 1
            ? "is self-signed, and is not in the trusted CA list itself"
            : "this root ends the path, and is not in the trusted CA list: \(last.quotedSubject)", at: last,
          advice: "If it is the right one, add it to the trusted CA list of the side that refuses.")
      ]
    case .trustedIntermediate:
      return [
        fault(
          "is in the trusted CA list, but is no root, and its own issuer is missing there: \(issuerText(last))",
          at: last, advice: "Add the root to the trusted CA list as well.")
      ]
    case .issuerMissing:
      return [missingIssuer(last, examination)]
    }
  }

  static func description(of path: CertificationPath) -> String {
    let names = path.elements.map { $0.name }
    return names.count == 1 ? "\(names[0]) is itself in the trusted CA list" : names.joined(separator: " <- ")
  }

  private func issuerText(_ element: TrustElement) -> String {
    let identifier = element.fields.authorityKeyIdentifier.map { ", key identifier \(colonHex($0))" } ?? ""
    return "\"\(element.fields.issuer ?? "")\"\(identifier)"
  }

  private func missingIssuer(_ last: TrustElement, _ examination: Examination) -> Finding {
    guard examination.options.isComplete else {
      return Finding(
        name, .undecided,
        "its issuer may have been in the bytes that are missing in the capture: \(issuerText(last))",
        at: last.reference, advice: "Capture again, and whole packets.")
    }
    let namesakes = examination.namesakes.last?.candidates ?? []
    guard let first = namesakes.first else {
      return fault(
        "its issuer is missing, neither sent nor in the trusted CA list: \(issuerText(last))", at: last,
        advice: "If it is an intermediate, add it to the trusted CA list of both sides: an Expressway sends its"
          + " intermediates only where its own list holds them. If it is the root, add it to the list of the side that"
          + " refuses: sending a root never helps.")
    }
    // What has the name has another key: the signature check says so of each.
    if let signed = namesakes.first(where: { $0.verdict == .valid })?.element {
      guard last.keyIdentifiersExclude(signed) else {
        return fault(
          "its issuer \(signed.label) was met before: these CAs issued each other, and no root above them is trusted",
          at: last, advice: "Add the root of one of them to the trusted CA list of the side that refuses.")
      }
      return fault(
        "its issuer \(signed.label) signed it, but their key identifiers differ: it names"
          + " \(last.fields.authorityKeyIdentifier.map(colonHex) ?? "another serial number"), the issuer says"
          + " \(signed.fields.subjectKeyIdentifier.map(colonHex) ?? "its own"). OpenSSL takes it for another CA",
        at: last, advice: "Have the certificate issued anew with the right AuthorityKeyIdentifier.")
    }
    return fault(
      "its issuer is missing: \(issuerText(last)). \(first.element.label) has this name, but it is another CA",
      at: last,
      advice: "Replace or complete it by the CA with the right key: a renewed CA keeps its name, not its key.")
  }
}

/// `89:B6:BD`.
func colonHex(_ bytes: [UInt8]) -> String {
  bytes.map { upperHex(CollectionOfOne($0)) }.joined(separator: ":")
}
