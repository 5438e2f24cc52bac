import CertificateChains

/// "Each following certificate MUST directly certify the one preceding it" (RFC 5246, 7.4.2); TLS 1.3 and most stacks
/// are lenient.
struct OrderCheck: CertificateCheck {
  let name = CheckName.order

  func findings(_ examination: Examination) -> [Finding] {
    guard examination.presented.count > 1 else { return [] }
    let linked = examination.linkedPositions
    if let first = linked.first, first != 1, linked.contains(1) {
      return [
        fault(
          "was sent first, and is not the sender's own certificate: that is element \(first), which the other checks are"
            + " about",
          at: examination.presented[0],
          advice: "Put the certificate of the server itself first in the file that it sends.")
      ]
    }
    guard zip(linked, linked.dropFirst()).allSatisfy(<) else {
      let order = linked.prefix(16).map { String($0) }.joined(separator: ", ")
      return [
        warning(
          "sent out of order: \(order) would be right. Strict peers refuse it",
          advice: "Sort the file that the sender uses: its own certificate, then each one's issuer.")
      ]
    }
    return [ok("sent in order")]
  }
}
