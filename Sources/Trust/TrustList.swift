import CertificateChains

/// The CAs that a peer trusts, in the order of its list: the order decides which of two with one subject is used.
public struct TrustList: Sendable {
  public struct Entry: Sendable {
    public var certificate: Certificate
    /// Where a person finds it: `ca.pem, 3 of 12`.
    public var label: String

    public init(certificate: Certificate, label: String) {
      self.certificate = certificate
      self.label = label
    }
  }

  /// As given, readable or not.
  public let entries: [Entry]
  public let elements: [TrustElement]
  /// Entries that cannot be read; a peer ignores them, too.
  public let unreadable: [Entry]
  private let bySubject: [CanonicalName: [Int]]
  private let fingerprints: [String: Int]

  /// - Parameter place: what each is, by its number from 1; entries of the trusted list if not given.
  public init(_ entries: [Entry], place: (Int) -> Place = { .trusted($0) }) {
    var elements: [TrustElement] = []
    var unreadable: [Entry] = []
    for (index, entry) in entries.enumerated() {
      if let element = TrustElement(entry.certificate, place(index + 1), label: entry.label) {
        elements.append(element)
      } else {
        unreadable.append(entry)
      }
    }
    var bySubject: [CanonicalName: [Int]] = [:]
    var fingerprints: [String: Int] = [:]
    for (index, element) in elements.enumerated() {
      if let subject = element.subject { bySubject[subject, default: []].append(index) }
      fingerprints[element.certificate.sha256] = fingerprints[element.certificate.sha256] ?? index
    }
    self.entries = entries
    self.elements = elements
    self.unreadable = unreadable
    self.bySubject = bySubject
    self.fingerprints = fingerprints
  }

  /// Those with this subject, in the list's order.
  func entries(withSubject subject: CanonicalName) -> [TrustElement] {
    bySubject[subject, default: []].map { elements[$0] }
  }

  func entry(sameAs element: TrustElement) -> TrustElement? {
    fingerprints[element.certificate.sha256].map { elements[$0] }
  }
}
