import CertificateChains

/// It is not the certificate that the software came with.
///
/// Source: Cisco, "Expressway Certificate Creation and Use", "Loading Certificates and Keys Onto Expressway": since X8.1
/// new installations ship with a temporary trusted CA and a server certificate that it issued, which Cisco strongly
/// recommends to replace. That both say "Temporary" in their names is not documented; systems in the field do. A peer
/// that trusts this CA accepts it: hence a warning.
struct ExpresswayTemporaryCheck: CertificateCheck {
  let name = CheckName.expresswayTemporary

  func findings(_ examination: Examination) -> [Finding] {
    guard let leaf = examination.leaf else { return [] }
    let names = (leaf.subject?.relativeNames ?? []) + (leaf.issuer?.relativeNames ?? [])
    let isTemporary = names.contains { $0.contains("=temporary ca") || $0.contains("=temporary certificate") }
    guard isTemporary else { return [ok("not the temporary certificate of a new installation")] }
    return [
      warning(
        "looks like the temporary certificate of a new installation", at: leaf,
        advice: "Install a certificate of a CA that both sides trust.")
    ]
  }
}
