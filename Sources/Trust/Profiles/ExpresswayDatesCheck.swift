import CertificateChains

/// No date lies beyond 2049, from where on certificates write years with four digits (RFC 5280, 4.1.2.5).
///
/// Source: the RFC alone. That old software misreads such dates is common knowledge; no document of Cisco's was found
/// that says so of Expressway. Hence a warning, that never refuses.
struct ExpresswayDatesCheck: CertificateCheck {
  let name = CheckName.expresswayDates

  func findings(_ examination: Examination) -> [Finding] {
    let findings = examination.path.elements.compactMap { element -> Finding? in
      guard let end = element.fields.notAfter, end.secondsSinceEpoch >= Self.begin2050 else { return nil }
      return warning("is valid past 2050 (\(end.readable)), which some old software misreads as expired", at: element)
    }
    return orOK(findings, "no date past 2050")
  }

  /// 2050-01-01T00:00:00Z
  private static let begin2050: Int64 = 2_524_608_000
}
