/// The captures whose certificates share a folder: all of a run, or those of a machine or an archive.
struct GatheredGroup {
  /// Of the folder, and in its manifest.
  let name: String
  var chains = GatheredChains()

  func identity(_ names: GatheredNames) -> CaptureIdentity {
    CaptureIdentity(name: name, fingerprint: names.fingerprint)
  }
}

/// The groups of a run, in the order in which their first capture was read.
struct GatheredGroups {
  private enum Key: Hashable {
    case run
    case peer(String)
    case archive(CapturePlace), capture(CapturePlace)
  }

  private(set) var list: [GatheredGroup] = []
  private var places: [Key: Int] = [:]

  /// The group of a capture of `--layout case`.
  /// - Parameters:
  ///   - capture: its path.
  ///   - peer: the machine that captured; it counts more than the archive, of which it may have several.
  ///   - archive: the path of the archive that the capture is in.
  mutating func place(ofCapture capture: String, peer: String?, archive: String?) -> Int {
    if let peer { return place(of: .peer(peer), name: peer) }
    if let archive { return place(of: .archive(CapturePlace(archive, archive: nil)), name: fileName(of: archive)) }
    return place(of: .capture(CapturePlace(capture, archive: nil)), name: fileName(of: capture))
  }

  /// The group of all captures of the run.
  mutating func placeOfRun() -> Int { place(of: .run, name: "flat") }

  subscript(place: Int) -> GatheredGroup {
    _read { yield list[place] }
    _modify { yield &list[place] }
  }

  private mutating func place(of key: Key, name: String) -> Int {
    if let place = places[key] { return place }
    places[key] = list.count
    list.append(GatheredGroup(name: name))
    return list.count - 1
  }
}

/// The last part of a path; `stdin` for `-`.
func fileName(of path: String) -> String {
  path == "-" ? "stdin" : path.split(separator: "/").last.map(String.init) ?? path
}
