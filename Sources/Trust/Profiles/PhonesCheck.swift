import CertificateChains

/// The chain ends at one of the public CAs that 7800 and 8800 phones hold, which cannot be added to.
///
/// Source: Cisco's deployment guide for Mobile and Remote Access through Expressway, "Certificate requirements": phones
/// trust the public CAs of their firmware. The list itself, which changes with the firmware, is the user's to give, and
/// nothing is said against a chain without it.
struct PhonesCheck: CertificateCheck {
  let name = CheckName.phones
  /// Said also where no list was given: that it was not judged.
  let isAskedFor: Bool

  func findings(_ examination: Examination) -> [Finding] {
    guard examination.options.role != .client, let last = examination.path.elements.last else { return [] }
    guard let phones = examination.options.phoneCAs else {
      guard isAskedFor else { return [] }
      let root = examination.path.isComplete ? "its root is \(last.quotedSubject)" : "its root is not known"
      return [
        Finding(name, .notJudged, "whether 7800 and 8800 phones trust it: \(root); --phone-cas takes their list")
      ]
    }
    guard examination.path.isComplete else {
      return [Finding(name, .undecided, "whether 7800 and 8800 phones trust it: the path is not complete")]
    }
    // The phones may hold the root under another signature: name and key are what counts.
    let isHeld = examination.path.elements.contains { element in
      guard let subject = element.subject else { return false }
      return phones.entries(withSubject: subject).contains { $0.details.key?.sha256 == element.details.key?.sha256 }
    }
    return [
      isHeld
        ? ok("7800 and 8800 phones hold a CA of this path")
        : fault(
          "7800 and 8800 phones do not hold the root \(last.quotedSubject)", at: last,
          advice: "Have Expressway-E's certificate issued by one of the public CAs on their list.")
    ]
  }
}
