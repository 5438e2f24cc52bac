import CertificateChains

/// The JSON text of chains that were written, without what differs from one time to the next: of each certificate
/// once, and of each chain its status.
///
/// A capture holds few certificates and sends them often. When it is full it begins anew.
public struct ChainTextMemory {
  private struct Certificates {
    private(set) var texts: [[UInt8]] = []
    private var places: [ObjectIdentifier: Int] = [:]
    /// Kept alive, so that their identities stay theirs.
    private var certificates: [Certificate] = []

    mutating func place(
      of certificate: Certificate, write: (Certificate) -> [UInt8]
    ) -> (place: Int, addedByteCount: Int) {
      if let known = places[ObjectIdentifier(certificate)] { return (known, 0) }
      let text = write(certificate)
      places[ObjectIdentifier(certificate)] = texts.count
      texts.append(text)
      certificates.append(certificate)
      return (texts.count - 1, text.count + certificate.der.count)
    }
  }

  private struct Chain {
    /// Kept alive, as the certificates are.
    var chain: PresentedChain
    var status: [UInt8]
    var places: [Int]
  }

  private var certificates = Certificates()
  private var chains: [PresentedChain.Identity: Chain] = [:]
  private var byteCount = 0

  public init() {}

  /// Hands out the text of a chain's status, then that of each element.
  ///
  /// - Parameters:
  ///   - writeStatus: gives the text the first time.
  ///   - write: gives the text of a certificate the first time.
  mutating func texts(
    of chain: PresentedChain, writeStatus: () -> [UInt8], write: (Certificate) -> [UInt8],
    _ body: (_ status: [UInt8], _ elements: [Int], _ texts: [[UInt8]]) -> Void
  ) {
    if let known = chains[chain.identity] { return body(known.status, known.places, certificates.texts) }
    if byteCount > Self.byteLimit { self = ChainTextMemory() }
    let places = chain.elements.map { certificate in
      let (place, added) = certificates.place(of: certificate, write: write)
      byteCount += added
      return place
    }
    let entry = Chain(chain: chain, status: writeStatus(), places: places)
    byteCount += Self.chainByteCount + entry.status.count + places.count * Self.elementByteCount
    chains[chain.identity] = entry
    body(entry.status, entry.places, certificates.texts)
  }

  /// Some eight thousand certificates with their text.
  static let byteLimit = 16 << 20
  /// Of an entry in the table, roughly.
  private static let chainByteCount = 128
  /// Of an element in its chain and among the places.
  private static let elementByteCount = 16
}
