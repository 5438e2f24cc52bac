import CertificateChains

/// The root was not sent: who does not hold it already will not trust it for having been sent (RFC 5246, 7.4.2).
struct NeedlessRootCheck: CertificateCheck {
  let name = CheckName.needlessRoot

  func findings(_ examination: Examination) -> [Finding] {
    guard examination.presented.count > 1 else { return [] }
    for case let element? in examination.presented
    where element.isSelfSigned && element.place != examination.leaf?.place {
      // One that is not trusted, or unrelated, is spoken of elsewhere.
      guard examination.path.elements.contains(where: { $0.certificate.sha256 == element.certificate.sha256 }),
        examination.path.isComplete
      else { return [] }
      return [
        Finding(
          name, .ok, "the root was sent, too: needless, since the peer must hold it, and harmless",
          at: element.reference)
      ]
    }
    return [ok("no root was sent")]
  }
}
