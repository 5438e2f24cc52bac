import CertificateChains
import Extraction

/// What is kept of captures until all are read: each distinct certificate and chain once, and who sent it when.
struct GatheredChains {
  /// A chain with its elements' places in ``items``, as it was sent, duplicates and all.
  struct Chain: Hashable {
    struct Stapled: Hashable {
      let position: Int
      let item: Int
    }

    let elements: [Int]
    let rawPublicKey: Int?
    let ocspResponses: [Stapled]
    let isComplete: Bool
    let certificateType: CertificateKind
  }

  /// Name and fingerprint of every capture that was read, also of those without a chain.
  private(set) var captures: [CaptureIdentity] = []
  private(set) var items: [GatheredItem] = []
  private(set) var chains: [Chain] = []
  private(set) var sightings: [Sighting] = []
  private var placesOfItems: [GatheredItem.Key: Int] = [:]
  private var placesOfChains: [Chain: Int] = [:]

  /// - Parameter chains: of one capture, in the order of their packets.
  mutating func add(_ chains: [ExtractedChain], of capture: CaptureIdentity) {
    captures.append(capture)
    // As long as the capture's chains live, their identities are theirs.
    var known: [PresentedChain.Identity: [Int]] = [:]
    for chain in chains where !chain.isEmpty {
      let elements =
        known[chain.chain.identity] ?? chain.chain.elements.map { place(of: GatheredItem(.certificate($0))) }
      known[chain.chain.identity] = elements
      let distinct = Chain(
        elements: elements,
        rawPublicKey: chain.rawPublicKey.map { place(of: GatheredItem(.rawPublicKey($0))) },
        ocspResponses: chain.ocspResponses.map {
          Chain.Stapled(position: $0.position, item: place(of: GatheredItem(.ocspResponse($0.response))))
        },
        isComplete: chain.isComplete, certificateType: chain.certificateType)
      sightings.append(Sighting(chain, place: place(of: distinct), capture: captures.count - 1))
    }
  }

  /// Tells these captures from others, so that the same ones find their folder again.
  var fingerprint: String {
    let names = captures.map { "\($0.name)\0\($0.fingerprint ?? "")\n" }.joined()
    return String(sha256Hex(of: names.utf8).prefix(16))
  }

  /// Of each item, the sightings that it is in, with its position there.
  var places: [[(sighting: Int, position: Int)]] {
    var places = [[(sighting: Int, position: Int)]](repeating: [], count: items.count)
    for (number, sighting) in sightings.enumerated() {
      let chain = chains[sighting.chain]
      for (index, item) in chain.elements.enumerated() { places[item].append((number, index + 1)) }
      if let key = chain.rawPublicKey { places[key].append((number, 1)) }
      for stapled in chain.ocspResponses { places[stapled.item].append((number, stapled.position)) }
    }
    return places
  }

  private mutating func place(of item: GatheredItem) -> Int {
    if let place = placesOfItems[item.key] { return place }
    placesOfItems[item.key] = items.count
    items.append(item)
    return items.count - 1
  }

  private mutating func place(of chain: Chain) -> Int {
    if let place = placesOfChains[chain] { return place }
    placesOfChains[chain] = chains.count
    chains.append(chain)
    return chains.count - 1
  }
}
