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
  /// Of the certificates of the capture that is being added, which many of its chains share; it keeps them alive.
  private var placesOfCertificates: [ObjectIdentifier: Int] = [:]
  private var placesOfChains: [Chain: Int] = [:]

  /// - Parameters:
  ///   - captured: the chains of one capture, which was read to its end.
  ///   - capture, fingerprint, archive: as ``ExportWriter/write(_:capture:fingerprint:peer:archive:)`` takes them.
  mutating func add(
    _ captured: consuming CapturedChains, of capture: String, fingerprint: String?, archive: String?
  ) {
    captures.append(
      Captured(place: CapturePlace(capture, archive: archive), archive: archive, fingerprint: fingerprint))
    captured.sort()
    // Before the capture's chains may go, and their certificates' identities become others'.
    defer { placesOfCertificates = [:] }
    let sightings = captured.takeSightings(ofCapture: captures.count - 1) { place(of: $0) }
    // Those of the only capture are not copied.
    if self.sightings.isEmpty { self.sightings = sightings } else { self.sightings += sightings }
  }

  private mutating func place(of chain: ExtractedChain) -> Int {
    let distinct = Chain(
      elements: chain.chain.elements.map { place(of: $0) },
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
      packetFiles: sightings.indices.map { number in
        guard var location = sightings[number].packetFile else { return nil }
        let capture = sightings[number].capture
        let (archive, folderCount) = (captures[capture].archive, folderCounts[capture])
        location.part = CapturePlace(location.part, archive: archive).text(folderCount: folderCount)
        return location
      })
  }

  /// Of each item, the sightings that it is in, with its position there.
  var sightingsOfItems: [ArraySlice<(sighting: Int, position: Int)>] {
    // All in one array, the first item's first: to lengthen one for each by each sighting takes many times as long.
    var ends = [Int](repeating: 0, count: items.count)
    for number in sightings.indices {
      forEachItem(of: sightings[number].chain) { item, _ in ends[item] += 1 }
    }
    var count = 0
    for item in ends.indices { (ends[item], count) = (count, count + ends[item]) }
    var places = [(sighting: Int, position: Int)](repeating: (0, 0), count: count)
    for number in sightings.indices {
      forEachItem(of: sightings[number].chain) { item, position in
        places[ends[item]] = (number, position)
        ends[item] += 1
      }
    }
    return ends.indices.map { places[($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0]] }
  }

  private func forEachItem(of chain: Int, _ body: (_ item: Int, _ position: Int) -> Void) {
    for (index, item) in chains[chain].elements.enumerated() { body(item, index + 1) }
    if let key = chains[chain].rawPublicKey { body(key, 1) }
    for stapled in chains[chain].ocspResponses { body(stapled.item, stapled.position) }
  }

  private mutating func place(of certificate: Certificate) -> Int {
    if let place = placesOfCertificates[ObjectIdentifier(certificate)] { return place }
    let place = place(of: GatheredItem(.certificate(certificate)))
    placesOfCertificates[ObjectIdentifier(certificate)] = place
    return place
  }

  private mutating func place(of item: GatheredItem) -> Int {
    if let place = placesOfItems[item.key] { return place }
    placesOfItems[item.key] = items.count
    items.append(item)
    return items.count - 1
  }
}
