/// What can be said of how a presented chain hangs together.
public struct ChainAssessment: Sendable, Equatable {
  /// Where the links end first, if that can be said; several can hold at once.
  public let statuses: [ChainStatus]
  /// One line for a person, printable ASCII: `linked in order, root not sent: "CN=Example Root CA"`.
  public let text: String
  /// Positions (from 1) of the elements that link, leaf first. 1, 3, 2 in a chain that is out of order; empty where
  /// nothing can be said.
  public let linkedPositions: [Int]
  /// RFC 2253 text of the issuer that the last linked element names, where that was not sent.
  public let absentIssuer: String?
}

extension ChainAssessment {
  /// - Parameter isPair: element 2 is no issuer but a second certificate of the sender, unless it is a CA's.
  init(of elements: [Certificate], isPair: Bool = false) {
    var findings = Findings()
    guard !elements.isEmpty else {
      findings.add(.empty, "no certificates")
      self.init(findings, linked: [], absentIssuer: nil)
      return
    }
    var distinct = DistinctElements()
    var duplicates: [(position: Int, first: Int)] = []
    var unreadable: [Int] = []
    var nodes: [IssuerGraph.Node] = []
    nodes.reserveCapacity(elements.count)
    let hasEncryptionCertificate = isPair && elements.count > 1 && elements[1].fields?.isCA != true
    for (index, element) in elements.enumerated() where index != 1 || !hasEncryptionCertificate {
      if let first = distinct.insert(element, index: index) {
        duplicates.append((index + 1, first + 1))
      } else if let node = IssuerGraph.Node(element, index: index) {
        nodes.append(node)
      } else {
        unreadable.append(index + 1)
      }
    }

    let links = unreadable.first == 1 ? nil : ChainLinks(nodes)
    let absentIssuer = links.flatMap { $0.describeEnd(elements, isComplete: unreadable.isEmpty, &findings) }
    if let links {
      if !links.alternatives.isEmpty {
        findings.add(.alternativeIssuer, "alternative issuer: \(elementList(links.alternatives))")
      }
      // What links to an unreadable element cannot be called unrelated.
      if !links.unrelated.isEmpty && unreadable.isEmpty {
        findings.add(.unrelated, "unrelated \(elementList(links.unrelated))")
      }
    }
    if hasEncryptionCertificate {
      findings.texts.append(encryptionCertificateText(elements[0], elements[1]))
    }
    if !duplicates.isEmpty {
      let texts = duplicates.prefix(listed).map { "duplicate of element \($0.first) at \($0.position)" }
      findings.add(.duplicate, texts.joined(separator: ", ") + (duplicates.count > listed ? ", ..." : ""))
    }
    if !unreadable.isEmpty {
      findings.add(.unreadable, "\(elementList(unreadable)) cannot be read")
    }
    self.init(findings, linked: links?.path ?? [], absentIssuer: absentIssuer)
  }

  private init(_ findings: Findings, linked: [Int], absentIssuer: String?) {
    statuses = findings.statuses
    text = findings.text
    linkedPositions = linked
    self.absentIssuer = absentIssuer
  }
}

/// Statuses with the words for them.
private struct Findings {
  var statuses: [ChainStatus] = []
  var texts: [String] = []

  mutating func add(_ status: ChainStatus, _ text: String) {
    statuses.append(status)
    texts.append(text)
  }

  var text: String {
    guard var text = texts.first else { return "" }
    guard texts.count > 1 else { return text }
    text.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count + 2 })
    for further in texts.dropFirst() {
      text += "; "
      text += further
    }
    return text
  }
}

extension ChainLinks {
  /// Adds where the links end and whether they are in order; returns the issuer that was not sent.
  /// - Parameter isComplete: every element could be read, so that an issuer that is not among them was not sent.
  fileprivate func describeEnd(_ elements: [Certificate], isComplete: Bool, _ findings: inout Findings) -> String? {
    let order = isInOrder ? "linked in order" : "out of order: \(numberList(path)) would be linked"
    switch end {
    case .selfSigned where path.count == 1:
      findings.add(.selfSignedLeaf, "self-signed leaf")
      return nil
    case .selfSigned:
      findings.add(isInOrder ? .linkedToRoot : .outOfOrder, "\(order) to a self-signed root")
      return nil
    case .loop:
      findings.add(.rootNotSent, "\(order) in a loop, root not sent")
      if !isInOrder { findings.statuses.append(.outOfOrder) }
      return nil
    case .issuerNotSent(let looksLikeRoot):
      let last = path[path.count - 1]
      let issuer = elements[last - 1].fields?.issuer
      let quoted =
        switch issuer {
        case nil: "(unreadable name)"
        case ""?: "(empty name)"
        case let name?: "\"\(shortened(name))\""
        }
      if !isComplete {
        if !isInOrder { findings.add(.outOfOrder, order) }
        return nil
      }
      if looksLikeRoot {
        findings.add(.rootNotSent, "\(order), root not sent: \(quoted)")
      } else if path.count == 1 {
        findings.add(.missingIssuer, "missing issuer \(quoted)")
      } else {
        findings.add(.missingIssuer, "\(order), missing issuer \(quoted) of element \(last)")
      }
      if !isInOrder { findings.statuses.append(.outOfOrder) }
      return issuer
    }
  }
}

private func encryptionCertificateText(_ signing: Certificate, _ encryption: Certificate) -> String {
  let text = "element 2 is the certificate for encryption"
  guard let one = signing.fields?.issuerDER, let other = encryption.fields?.issuerDER, one == other else {
    return "\(text), of another issuer"
  }
  return "\(text), of the same issuer"
}

/// "element 3" or "elements 3, 5".
private func elementList(_ positions: [Int]) -> String {
  (positions.count == 1 ? "element " : "elements ") + numberList(positions)
}

private func numberList(_ positions: [Int]) -> String {
  if positions.count == 1 { return String(positions[0]) }
  return positions.prefix(listed).map { String($0) }.joined(separator: ", ") + (positions.count > listed ? ", ..." : "")
}

/// Names are as long as a hostile peer likes; a line of text is not.
private func shortened(_ name: String) -> String {
  name.utf8.count > longestName ? String(decoding: name.utf8.prefix(longestName), as: UTF8.self) + "..." : name
}

private let listed = 12
private let longestName = 200
