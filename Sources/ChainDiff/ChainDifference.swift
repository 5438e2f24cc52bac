import CertificateChains

/// One element of a chain that is compared.
public struct ComparedElement: Sendable {
  /// In its chain, from 1.
  public var position: Int
  /// Lower-case hex.
  public var sha256: String
  /// Nil where only the fingerprint is known.
  public var certificate: Certificate?

  public init(position: Int, sha256: String, certificate: Certificate?) {
    self.position = position
    self.sha256 = sha256
    self.certificate = certificate
  }
}

/// What became of one certificate from the expected chain to the seen one.
public struct ElementDifference: Sendable {
  /// The raw values are the words of the NDJSON.
  public enum Change: String, Sendable, CaseIterable {
    case same
    /// Another certificate for the same key.
    case renewed
    /// Another certificate for the same subject, with another key.
    case rekeyed
    /// The sender's own certificate, with another subject and another key.
    case replaced
    /// Expected and not seen.
    case missing
    /// Seen and not expected.
    case extra
  }

  public var change: Change
  /// It stands elsewhere among the elements that are in both.
  public var isMoved = false
  /// It does not count, as the options have it.
  public var isIgnored = false
  /// Missing or extra, where it may be in bytes of the other chain that the capture lacks.
  public var isUndecided = false
  public var expected: ComparedElement?
  public var seen: ComparedElement?
  /// Of a changed certificate; empty where one of the two is known by its fingerprint only.
  public var fields: [FieldDifference] = []

  public var isDifferent: Bool { !isIgnored && !isUndecided && (change != .same || isMoved) }
}

/// What does not count, and what is not known.
public struct DiffOptions: Sendable {
  /// Roots that are in one chain only: they need not be sent.
  public var ignoresRoot = false
  public var ignoresOrder = false
  /// False where bytes of the chain are missing in the capture, so that it may have further elements.
  public var isExpectedComplete = true
  public var isSeenComplete = true

  public init() {}
}

/// An expected chain against a seen one.
public struct ChainDifference: Sendable {
  /// Those expected, in their order, then those that are extra.
  public let elements: [ElementDifference]
  private let isEachComplete: Bool

  public var isSame: Bool { !isDifferent && !isUndecided }
  public var isDifferent: Bool { elements.contains(where: \.isDifferent) }
  /// Nothing is known to differ, but one of the two is not known as a whole.
  public var isUndecided: Bool { !isDifferent && !isEachComplete }

  public init(expected: [ComparedElement], seen: [ComparedElement], options: DiffOptions = DiffOptions()) {
    let alignment = Alignment(expected, seen)
    let moved = options.ignoresOrder ? [] : alignment.movedPairs
    var elements: [ElementDifference] = []
    for (index, element) in expected.enumerated() {
      guard let pair = alignment.pair(ofExpected: index) else {
        elements.append(ElementDifference(change: .missing, expected: element))
        continue
      }
      let other = seen[pair.seen]
      var difference = ElementDifference(change: pair.change, expected: element, seen: other)
      difference.isMoved = moved.contains(index)
      if pair.change != .same, let before = element.certificate, let after = other.certificate {
        difference.fields = fieldDifferences(before, after)
      }
      elements.append(difference)
    }
    for index in alignment.extra { elements.append(ElementDifference(change: .extra, seen: seen[index])) }
    for index in elements.indices {
      switch elements[index].change {
      case .missing: elements[index].isUndecided = !options.isSeenComplete
      case .extra: elements[index].isUndecided = !options.isExpectedComplete
      default: break
      }
    }
    if options.ignoresRoot {
      for index in elements.indices where elements[index].isRootInOneOnly { elements[index].isIgnored = true }
    }
    self.elements = elements
    isEachComplete = options.isExpectedComplete && options.isSeenComplete
  }
}

extension ElementDifference {
  /// A self-signed certificate behind the sender's own.
  fileprivate var isRootInOneOnly: Bool {
    guard change == .missing || change == .extra, let element = expected ?? seen, element.position > 1,
      let fields = element.certificate?.fields
    else { return false }
    return fields.isSelfIssued && fields.isSelfSigned != false
  }
}
