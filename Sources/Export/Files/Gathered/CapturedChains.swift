import CertificateChains
import Extraction

/// The chains of one capture, taken while it is read: of each distinct one the first, and who sent it when.
struct CapturedChains {
  /// Those that some sighting has. Equal ones can be among them.
  private(set) var chains: [ExtractedChain] = []
  /// In the order in which they came, with their chains' places in ``chains``.
  private(set) var sightings: [Sighting] = []
  /// Of complete X.509 chains without OCSP responses. ``chains`` keeps them alive, so that their identities stay theirs.
  private var places: [PresentedChain.Identity: Int] = [:]

  /// An empty one is left out.
  mutating func add(_ chain: ExtractedChain) {
    guard !chain.isEmpty else { return }
    chain.withContent { content in
      let isNothingElse = content.isComplete && content.certificateType == .x509 && content.ocspResponses.isEmpty
      let identity = isNothingElse ? content.chain.identity : nil
      let known = identity.flatMap { places[$0] }
      if known == nil {
        if let identity { places[identity] = chains.count }
        chains.append(chain)
      }
      sightings.append(Sighting(content, chain: known ?? chains.count - 1))
    }
  }

  /// Puts the sightings in the order of their packets: what was read behind a hole was known late.
  mutating func sort() {
    // Nearly always they are.
    guard !sightings.indices.dropFirst().allSatisfy({ sightings[$0 - 1].packet <= sightings[$0].packet }) else {
      return
    }
    let packets = sightings.indices.map { sightings[$0].packet }
    var order = packets.indices.sorted { (packets[$0], $0) < (packets[$1], $1) }
    // Each is moved to its place, one after the other in a circle: a sorted copy would count all their names.
    var moved = sightings.mutableSpan
    for start in order.indices {
      var place = start
      while order[place] != start {
        let next = order[place]
        moved.swapAt(place, next)
        order[place] = place
        place = next
      }
      order[place] = place
    }
  }

  /// Hands the sightings over, those of capture `capture`.
  /// - Parameter place: tells the place that a chain gets; called once for each, in the order of the sightings.
  mutating func takeSightings(ofCapture capture: Int, place: (ExtractedChain) -> Int) -> [Sighting] {
    var newPlaces = [Int?](repeating: nil, count: chains.count)
    for number in sightings.indices {
      let old = sightings[number].chain
      let new = newPlaces[old] ?? place(chains[old])
      newPlaces[old] = new
      sightings[number].move(toCapture: capture, chain: new)
    }
    return exchange(&sightings, with: [])
  }
}
