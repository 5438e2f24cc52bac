import Capture
import CertificateChains
import Extraction

/// What is kept of captures until all are read: each distinct certificate and chain once, and who sent it when.
struct GatheredChains {
  private struct Captured {
    let place: CapturePlace
    let archive: String?
    let fingerprint: String?
  }

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

  /// Every capture that was read, also those without a chain.
  private var captures: [Captured] = []
  private(set) var items: [GatheredItem] = []
  private(set) var chains: [Chain] = []
  private(set) var sightings: [Sighting] = []
  private var placesOfItems: [GatheredItem.Key: Int] = [:]
  private var placesOfChains: [Chain: Int] = [:]

  /// - Parameters:
  ///   - chains: of one capture, in the order of their packets.
  ///   - capture, fingerprint, archive: as ``ExportWriter/write(_:capture:fingerprint:peer:archive:)`` takes them.
  mutating func add(_ chains: [ExtractedChain], of capture: String, fingerprint: String?, archive: String?) {
    captures.append(
      Captured(place: CapturePlace(capture, archive: archive), archive: archive, fingerprint: fingerprint))
    // As long as the capture's chains live, their identities are theirs.
    var known: [PresentedChain.Identity: Int] = [:]
    for chain in chains where !chain.isEmpty {
      chain.withContent { content in
        let isNothingElse = content.isComplete && content.certificateType == .x509 && content.ocspResponses.isEmpty
        let identity = isNothingElse ? content.chain.identity : nil
        let knownPlace = identity.flatMap { known[$0] }
        let place = knownPlace ?? self.place(of: chain)
        if knownPlace == nil, let identity { known[identity] = place }
        sightings.append(Sighting(content, place: place, capture: captures.count - 1))
      }
    }
  }

  private mutating func place(of chain: ExtractedChain) -> Int {
    let distinct = Chain(
      elements: chain.chain.elements.map { place(of: GatheredItem(.certificate($0))) },
      rawPublicKey: chain.rawPublicKey.map { place(of: GatheredItem(.rawPublicKey($0))) },
      ocspResponses: chain.ocspResponses.map {
        Chain.Stapled(position: $0.position, item: place(of: GatheredItem(.ocspResponse($0.response))))
      },
      isComplete: chain.isComplete, certificateType: chain.certificateType)
    if let place = placesOfChains[distinct] { return place }
    placesOfChains[distinct] = chains.count
    chains.append(distinct)
    return chains.count - 1
  }

  /// How the captures, and the files of joined ones, are called in the folder.
  var names: GatheredNames {
    let folderCounts = CapturePlace.folderCounts(of: captures.map(\.place))
    return GatheredNames(
      captures: zip(captures, folderCounts).map { capture, folderCount in
        CaptureIdentity(name: capture.place.text(folderCount: folderCount), fingerprint: capture.fingerprint)
      },
      packetFiles: sightings.map { sighting in
        guard var location = sighting.packetFile else { return nil }
        let (archive, folderCount) = (captures[sighting.capture].archive, folderCounts[sighting.capture])
        location.part = CapturePlace(location.part, archive: archive).text(folderCount: folderCount)
        return location
      })
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
}
