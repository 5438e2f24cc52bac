import CertificateChains

/// Everything that is to be in one folder of `--layout flat` or `case`:
///
///     vcse.example.com_0a1b2c3d.cer          DER, as on the wire: each distinct certificate once; and .pem
///     not-a-certificate_89ab01cd.bin         a chain element that is no DER SEQUENCE of its length
///     raw-public-key_0a1b2c3d.der            and .pem
///     ocsp-response_0a1b2c3d.der
///     chain_vcse.example.com_4e5f6a7b.pem    of `case`: each distinct chain, as it was sent, by its own SHA-256;
///                                            partial-chain_ where it is not complete in the capture
///     index.json                             of each certificate, all its sightings
///     manifest.json                          of each sighting, the files of its chain
///
/// Two with equal names and first 8 digits of their fingerprints are told apart by 16, or all.
struct GatheredPlan {
  let identity: CaptureIdentity
  let gathered: GatheredChains
  let names: GatheredNames
  /// Of each of the gathered items.
  let itemFiles: [ItemFiles]
  /// Of each of the gathered chains; nil where there is none.
  let chainPaths: [String?]
  private let chainFiles: [PlannedFile]

  init(_ gathered: GatheredChains, names: GatheredNames, identity: CaptureIdentity, writesChains: Bool) {
    self.identity = identity
    self.names = names
    self.gathered = gathered
    var stems = DistinctStems()
    let itemFiles = gathered.items.map {
      $0.files(stem: stems.take($0.name, sha256: $0.key.sha256), keepsPEM: writesChains)
    }
    self.itemFiles = itemFiles
    var chainFiles: [PlannedFile] = []
    var pathsByStart: [String: String] = [:]
    chainPaths = gathered.chains.map { chain in
      let pem = writesChains ? chain.elements.flatMap { itemFiles[$0].pem?.bytes ?? [] } : []
      guard let first = chain.elements.first, !pem.isEmpty else { return nil }
      let name = (chain.isComplete ? "chain_" : "partial-chain_") + gathered.items[first].name
      let sha256 = sha256Hex(of: pem)
      // Chains that differ in what no PEM can hold have one file.
      if let known = pathsByStart[name + sha256] { return known }
      let path = stems.take(name, sha256: sha256) + ".pem"
      pathsByStart[name + sha256] = path
      chainFiles.append(PlannedFile(path: path, bytes: pem))
      return path
    }
    self.chainFiles = chainFiles
  }

  /// All files, the manifest last.
  var files: [PlannedFile] {
    let files = itemFiles.flatMap(\.files) + chainFiles
    let paths = files.map(\.path) + [Self.indexName, ExportPlan.manifestName]
    // Each is as long as a chain was sent often, and takes as long as writing all other files: these are written
    // meanwhile.
    return files + [
      PlannedFile(path: Self.indexName, later: LaterBytes { putIndex($0) }),
      PlannedFile(path: ExportPlan.manifestName, later: LaterBytes { putManifest($0, paths: paths) }),
    ]
  }

  static let indexName = "index.json"
}

/// Names with a shortened fingerprint, each given once; macOS and Windows take `A` and `a` for the same.
struct DistinctStems {
  private var taken: Set<String> = []

  mutating func take(_ name: String, sha256: String) -> String {
    for digitCount in [8, 16] {
      let stem = "\(name)_\(sha256.prefix(digitCount))"
      if taken.insert(stem.lowercased()).inserted { return stem }
    }
    return "\(name)_\(sha256)"
  }
}
