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
  public struct Identity: Hashable {
    private let storage: ObjectIdentifier
    private let isCertificatePair: Bool

    fileprivate init(_ chain: PresentedChain) {
      storage = ObjectIdentifier(chain.storage)
      isCertificatePair = chain.isCertificatePair
    }
  }

  private let storage: Storage
  /// Told without a look at what is shared, which for most chains is in no cache.
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

  /// Whether `body` is a Certificate message's with exactly these elements (RFC 5246, 7.4.2): each, and all of them
  /// together, with its length before it in 24 bits.
  public func isWhole(_ body: Span<UInt8>) -> Bool {
    let elements = storage.elements
    let listLength = storage.byteCount + 3 * elements.count
    guard body.count == 3 + listLength, uint24(body, at: 0) == listLength else { return false }
    var position = 3
    for element in elements {
      let der = element.der
      let end = position + 3 + der.count
      guard uint24(body, at: position) == der.count, body.extracting(position + 3..<end).isEqual(to: der.span)
      else { return false }
      position = end
    }
    return true
  }

  /// How the chain hangs together. Takes time and memory in proportion to the number of elements.
  public func assess() -> ChainAssessment {
    ChainAssessment(of: elements, isPair: isCertificatePair)
  }
}

private func uint24(_ bytes: Span<UInt8>, at offset: Int) -> Int {
  Int(bytes[offset]) << 16 | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2])
}
