import CertificateChains

/// The JSON text of chains that were written, without what differs from one time to the next: of each certificate
/// once, and of each chain its status.
///
/// A capture holds few certificates and sends them often. When it is full it begins anew.
public struct ChainTextMemory {
  /// Of one chain: where its status is, and which of ``elements`` are its.
  struct Chain {
    let status: TextStore.Place
    let elements: Range<Int>
  }

  private(set) var texts = TextStore()
  /// Where each element of each chain is, chain behind chain.
  private(set) var elements: [TextStore.Place] = []
  private var places: [ObjectIdentifier: TextStore.Place] = [:]
  private var chains: [PresentedChain.Identity: Chain] = [:]
  /// Kept alive, so that their identities stay theirs; they keep their certificates alive.
  private var kept: [PresentedChain] = []
  private var byteCount = 0
  /// For one text after the other.
  private var writer = JSONWriter()

  public init() {}

  /// Where the texts of a chain are.
  ///
  /// - Parameters:
  ///   - writeStatus: writes the status, the first time.
  ///   - write: writes the members of a certificate, the first time.
  mutating func find(
    _ chain: PresentedChain, writeStatus: (inout JSONWriter) -> Void, write: (inout JSONWriter, Certificate) -> Void
  ) -> Chain {
    if let known = chains[chain.identity] { return known }
    if byteCount > Self.byteLimit { self = ChainTextMemory() }
    let first = elements.count
    for certificate in chain.elements { elements.append(place(of: certificate, write)) }
    let added = Chain(status: add { writeStatus(&$0) }, elements: first..<elements.count)
    chains[chain.identity] = added
    kept.append(chain)
    byteCount += Self.chainByteCount + Int(added.status.byteCount) + added.elements.count * Self.elementByteCount
    return added
  }

  private mutating func place(
    of certificate: Certificate, _ write: (inout JSONWriter, Certificate) -> Void
  ) -> TextStore.Place {
    if let known = places[ObjectIdentifier(certificate)] { return known }
    let place = add { write(&$0, certificate) }
    places[ObjectIdentifier(certificate)] = place
    byteCount += Int(place.byteCount) + certificate.der.count
    return place
  }

  private mutating func add(_ write: (inout JSONWriter) -> Void) -> TextStore.Place {
    writer.removeAll()
    write(&writer)
    return texts.add(writer.bytes)
  }

  /// Some eight thousand certificates with their text; what is left free at the ends of blocks comes on top.
  static let byteLimit = 16 << 20
  /// Of an entry in the table, roughly.
  private static let chainByteCount = 128
  /// Of an element in its chain and among the places.
  private static let elementByteCount = 24
}
