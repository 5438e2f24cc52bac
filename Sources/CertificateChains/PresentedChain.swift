import WireFormat

/// A chain exactly as its sender sent it: never reordered, completed or made free of duplicates.
public struct PresentedChain: Sendable {
  private final class Storage: Sendable {
    let elements: [Certificate]
    let byteCount: Int
    let isSound: Bool

    init(_ elements: [Certificate]) {
      self.elements = elements
      byteCount = elements.reduce(0) { $0 + $1.der.count }
      isSound = elements.allSatisfy(\.isDERSequence)
    }
  }

  /// Equal for copies of one chain, whose elements are the same then: for who keeps what was made of a chain. Only
  /// valid as long as one of them lives.
  public struct Identity: Hashable, Sendable {
    private let storage: ObjectIdentifier
    private let isCertificatePair: Bool

    fileprivate init(_ chain: PresentedChain) {
      storage = ObjectIdentifier(chain.storage)
      isCertificatePair = chain.isCertificatePair
    }
  }

  private let storage: Storage
  /// It has no element.
  // Kept beside what is shared: for most chains that is in no cache of the processor's.
  public let isEmpty: Bool
  /// TLCP (GB/T 38636): element 1 is its sender's certificate for signatures, element 2 the one for encryption, and
  /// the issuers of both follow.
  public var isCertificatePair: Bool

  public init(elements: [Certificate], isCertificatePair: Bool = false) {
    storage = Storage(elements)
    isEmpty = elements.isEmpty
    self.isCertificatePair = isCertificatePair
  }

  public static let empty = PresentedChain(elements: [])

  public var elements: [Certificate] { storage.elements }
  /// Of all elements together.
  public var byteCount: Int { storage.byteCount }
  /// Each element is one DER SEQUENCE of exactly its length.
  public var isSound: Bool { storage.isSound }

  public var identity: Identity { Identity(self) }

  /// Where what copies of the chain share lies.
  package var place: MemoryPlace { MemoryPlace(of: storage) }

  /// How the chain hangs together. Takes time and memory in proportion to the number of elements.
  public func assess() -> ChainAssessment {
    ChainAssessment(of: elements, isPair: isCertificatePair)
  }
}
