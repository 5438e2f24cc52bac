import Capture
import Extraction
import Packets

extension GatheredPlan {
  /// `manifest.json`: of each chain that was seen, who sent it and the files of its elements, a line each; else as
  /// that of a capture, so that who reads one reads the other. Like that one it says nothing of when it was written.
  func putManifest(_ put: LaterBytes.Put, paths: [String]) {
    let chainTexts = gathered.chains.indices.map(chainText)
    Export.putManifest(put, of: identity, paths: paths) { manifest in
      manifest.array("captures", names.captures) { writer, capture in
        writer.object { object in
          object.member("name", capture.name)
          object.member("fingerprint", capture.fingerprint)
        }
      }
      manifest.array("connections", gathered.sightings.indices) { writer, number in
        let sighting = gathered.sightings[number]
        writer.write(
          sighting, capture: names.captures[sighting.capture].name, packetFile: names.packetFiles[number],
          chain: chainTexts[sighting.chain])
        if let piece = writer.takePiece() { put(piece) }
      }
    }
  }

  /// The members of the chain's object that are the same whoever sent it.
  private func chainText(_ place: Int) -> [UInt8] {
    let chain = gathered.chains[place]
    var writer = JSONWriter()
    writer.member("complete", chain.isComplete)
    writer.member("certificate_type", chain.certificateType.rawValue)
    writer.member("chain_file", chainPaths[place])
    writer.array("certificates", Array(chain.elements.enumerated())) { writer, element in
      writer.object { object in
        object.member("position", element.offset + 1)
        object.member("sha256", gathered.items[element.element].key.sha256)
        let files = itemFiles[element.element]
        for (key, file): (StaticString, PlannedFile?) in [("der", files.der), ("pem", files.pem), ("raw", files.raw)] {
          if let file { object.member(key, file.path) }
        }
      }
    }
    writer.member("raw_public_key", chain.rawPublicKey.map { itemFiles[$0].files.map(\.path) } ?? [])
    writer.array("ocsp_responses", chain.ocspResponses) { writer, stapled in
      writer.object { object in
        object.member("position", stapled.position)
        object.member("der", itemFiles[stapled.item].der?.path)
      }
    }
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func write(
    _ sighting: Sighting, capture: String, packetFile: PacketLocation?, chain: [UInt8]
  ) {
    let isClient = sighting.role == .client
    objectOnOneLine { writer in
      writer.member("capture", capture)
      writer.write(peer: sighting.peer, packetFile: packetFile)
      writer.member("connection", sighting.connection)
      writer.member("transport", sighting.transport.rawValue)
      if sighting.role == .unknown {
        writer.member("destination", sighting.destination)
      } else {
        writer.member("client", isClient ? sighting.source : sighting.destination)
        writer.member("server", isClient ? sighting.destination : sighting.source)
      }
      writer.member("server_name", sighting.serverName)
      writer.key("chains")
      writer.array([chain]) { writer, chain in
        writer.object { object in
          object.member("role", sighting.role.rawValue)
          object.member("source", sighting.source)
          object.member("packet", sighting.packet)
          object.member("@timestamp", sighting.timestamp)
          object.raw(chain)
        }
      }
    }
  }
}
