import Capture
import CertificateChains
import Extraction
import Packets

extension GatheredPlan {
  /// `index.json`: of each certificate, key and OCSP response its files, and where it was seen, a sighting a line.
  func putIndex(_ put: LaterBytes.Put) {
    var entries: [GatheredItem.Kind: [Entry]] = [:]
    let places = gathered.sightingsOfItems
    for ((item, files), places) in zip(zip(gathered.items, itemFiles), places) {
      entries[item.key.kind, default: []].append(Entry(item: item, files: files, places: places))
    }
    let texts = sightingTexts
    var writer = JSONWriter(isIndented: true)
    writer.object { index in
      index.member("kind", "pcapcert-index")
      index.member("schema", 1)
      for (key, kind): (StaticString, GatheredItem.Kind) in [
        ("certificates", .certificate), ("raw_public_keys", .rawPublicKey),
        ("ocsp_responses", .ocspResponse),
      ] {
        index.array(key, entries[kind] ?? []) { $0.write($1, sightings: texts, put) }
      }
    }
    writer.endLine()
    put(writer.bytes)
  }

  /// Of each sighting the members that are the same for all elements of its chain.
  private var sightingTexts: (store: TextStore, places: [TextStore.Place]) {
    var store = TextStore()
    var writer = JSONWriter()
    let places = gathered.sightings.indices.map { number in
      writer.removeAll()
      write(number, to: &writer)
      return store.add(writer.bytes)
    }
    return (store, places)
  }

  private func write(_ number: Int, to writer: inout JSONWriter) {
    let sighting = gathered.sightings[number]
    writer.member("capture", names.captures[sighting.capture].name)
    writer.write(peer: sighting.peer, packetFile: names.packetFiles[number])
    writer.member("connection", sighting.connection)
    writer.member("packet", sighting.packet)
    writer.member("@timestamp", sighting.timestamp)
    writer.member("role", sighting.role.rawValue)
    writer.member("source", sighting.source)
    writer.member("destination", sighting.destination)
    writer.member("server_name", sighting.serverName)
  }

  fileprivate struct Entry {
    let item: GatheredItem
    let files: ItemFiles
    let places: ArraySlice<(sighting: Int, position: Int)>
  }
}

extension JSONWriter {
  fileprivate mutating func write(
    _ entry: GatheredPlan.Entry, sightings: (store: TextStore, places: [TextStore.Place]), _ put: LaterBytes.Put
  ) {
    object { writer in
      writer.member("sha256", entry.item.key.sha256)
      if case .certificate(let certificate) = entry.item.content {
        writer.member("subject", certificate.fields?.subject)
        writer.member("issuer", certificate.fields?.issuer)
        writer.member("not_before", certificate.fields?.notBefore?.text)
        writer.member("not_after", certificate.fields?.notAfter?.text)
      }
      writer.write(entry.files)
      writer.array("sightings", entry.places) { writer, place in
        writer.objectOnOneLine { object in
          object.raw(sightings.places[place.sighting], of: sightings.store)
          object.member("position", place.position)
        }
        if let piece = writer.takePiece() { put(piece) }
      }
    }
  }

  mutating func write(_ files: ItemFiles) {
    member("der", files.der?.path)
    member("pem", files.pem?.path)
    member("raw", files.raw?.path)
  }
}
