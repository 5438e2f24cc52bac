import CertificateChains

/// No wildcard is in the SAN.
///
/// Source: Cisco, "Expressway Certificate Creation and Use", "Certificate Generation Overview" (all editions): "Expressway
/// does not support wildcard certificates". The guide speaks of Expressway's own certificate; that it matches no wildcard
/// of others either follows from the same sentence only.
struct ExpresswayWildcardsCheck: CertificateCheck {
  let name = CheckName.expresswayWildcards

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf else { return [] }
    let names = leaf.details.alternativeNames.filter { $0.kind == .dNSName && $0.text.contains("*") }
    guard let first = names.first else { return [ok("no wildcard in the SAN")] }
    let isAlone = names.count == leaf.details.alternativeNames.count
    let text = "has the wildcard \(first.text) in its SAN, and Expressway does not support wildcards"
    return [
      isAlone
        ? fault(text, at: leaf, advice: "Have it issued with full names.")
        : warning(text + "; only its other names count", at: leaf)
    ]
  }
}
