import CertificateChains

/// A peer that looks for no second way finds the one that was found here.
///
/// Source: OpenSSL's verification of chains, see ``FirstWay``; Expressway verifies with OpenSSL.
struct FirstWayCheck: CertificateCheck {
  let name = CheckName.trustOrder

  func findings(_ examination: Examination) -> [Finding] {
    let path = examination.path.elements
    guard examination.path.isComplete, let leaf = examination.leaf else { return [] }
    let way = FirstWay(from: leaf, examination.pool, examination.options)
    guard
      let index = zip(path, way.elements).enumerated()
        .first(where: { $1.0.certificate.sha256 != $1.1.certificate.sha256 })?.offset,
      let obstacle = obstacle(way, from: index, examination.options.time)
    else { return [] }
    let (taken, subject) = (way.elements[index], way.elements[index - 1])
    return [
      fault(
        "a peer that looks for one way only, as OpenSSL and Expressway do, takes \(taken.label), \(taken.quotedSubject), for "
          + "its issuer, although another one would do: \(obstacle)", at: subject, advice: advice(taken))
    ]
  }

  /// Why the way leads to no trusted CA that is good at `time`; nil where it does.
  private func obstacle(_ way: FirstWay, from index: Int, _ time: Int64?) -> String? {
    for element in way.elements[index...] {
      guard let time, !element.isValid(at: time), let end = element.fields.notAfter else { continue }
      let isExpired = end.secondsSinceEpoch < time
      return "\(element.label) \(isExpired ? "expired on \(end.readable)" : "is not valid yet")"
    }
    guard !way.isComplete, let last = way.elements.last else { return nil }
    return last.isSelfSigned
      ? "it leads to \(last.quotedSubject), which is not in the trusted CA list"
      : "the issuer of \(last.label) is neither in the trusted CA list nor, as far as it is looked for, sent"
  }

  private func advice(_ taken: TrustElement) -> String {
    switch taken.place {
    case .trusted: "Replace it in the trusted CA list by the right one, or remove it."
    case .presented: "Send the chain without it, or with the right one before it."
    case .supplied: "Leave it out."
    }
  }
}
