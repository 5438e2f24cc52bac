import CertificateChains

/// Certificate files that lie together in a folder, on disk or in an archive: those with one certificate each are one
/// chain together, bundles are one each.
struct CertificateFolder {
  private let path: String
  private var bundles = ChainInput()
  private var single: [Certificate] = []

  init(_ path: String) {
    self.path = path
  }

  mutating func add(_ file: String, _ bytes: () throws(InputFailure) -> [UInt8]) {
    do throws(InputFailure) {
      let blocks = try CertificateBlocks(try bytes(), path: file)
      // An export writes each chain as such, if it is of one certificate, too.
      if blocks.certificates.count == 1, !file.hasSuffix("-chain.pem") {
        single += blocks.certificates
        bundles.failures += blocks.failures
      } else {
        bundles = bundles + ChainInput(blocks, file: file)
      }
    } catch {
      bundles.warnings.append("\(file): \(error.reason)")
    }
  }

  /// The chains, that of single certificates first.
  var input: ChainInput {
    var input = bundles
    // Those of which a bundle is made are there twice, and a folder often holds each certificate as .cer and as .pem.
    var seen = Set(input.chains.flatMap { $0.elements.map(\.sha256) })
    let distinct = single.filter { seen.insert($0.sha256).inserted }
    guard !distinct.isEmpty else { return input }
    var chain = InputChain(elements: distinct.map(InputChain.Element.certificate), origin: ChainOrigin(file: path))
    chain.isOrdered = false
    input.chains.insert(chain, at: 0)
    return input
  }

  /// Those of `files`, each in the folder that its name tells, in the order in which the folders come.
  static func folders(of files: [(name: String, bytes: [UInt8])]) -> [CertificateFolder] {
    var places: [Substring: Int] = [:]
    var folders: [CertificateFolder] = []
    for file in files {
      let end = file.name.lastIndex { $0 == "/" || $0 == ":" } ?? file.name.startIndex
      let path = file.name[..<end]
      let place = places[path] ?? folders.count
      if place == folders.count {
        places[path] = place
        folders.append(CertificateFolder(String(path)))
      }
      folders[place].add(file.name) { file.bytes }
    }
    return folders
  }
}
