import CertificateChains

/// Nothing critical is in a certificate that the verifier does not understand (RFC 5280, 4.2), and no extension is
/// there twice.
struct CriticalExtensionsCheck: CertificateCheck {
  let name = CheckName.criticalExtensions

  func findings(_ examination: Examination) -> [Finding] {
    var findings: [Finding] = []
    for element in examination.path.elements {
      var seen: Set<String> = []
      for each in element.details.extensions {
        let title = each.name.map { "\($0) (\(each.identifier))" } ?? each.identifier
        if each.isCritical, !understood.contains(each.identifier) {
          findings.append(fault("has a critical extension that TLS libraries do not know: \(title)", at: element))
        }
        if !seen.insert(each.identifier).inserted {
          findings.append(fault("has the extension \(title) twice", at: element))
        }
      }
    }
    return findings
  }
}

/// What OpenSSL handles (X509_supported_extension).
private let understood: Set<String> = [
  "2.5.29.15", "2.5.29.17", "2.5.29.18", "2.5.29.19", "2.5.29.30", "2.5.29.31", "2.5.29.32", "2.5.29.33", "2.5.29.35",
  "2.5.29.36", "2.5.29.37", "2.5.29.54", "2.16.840.1.113730.1.1", "1.3.6.1.5.5.7.1.7", "1.3.6.1.5.5.7.1.8",
  "1.3.6.1.5.5.7.1.14",
]
