import CertificateChains
import Extraction
import Packets

/// Everything that is to be in one capture's folder.
struct ExportPlan {
  let capture: CaptureIdentity
  let connections: [Connection]

  struct Connection {
    let folder: String
    let chains: [ChainFiles]
  }

  init(capture: CaptureIdentity, chains: [ExtractedChain]) {
    self.capture = capture
    var groups: [Int: [ExtractedChain]] = [:]
    var pems = PEMMemory()
    for chain in chains where !chain.isEmpty { groups[chain.connection, default: []].append(chain) }
    connections = groups.sorted { $0.key < $1.key }.map { number, chains in
      let folder = Self.folderName(number, chains)
      var ordinals: [Role: Int] = [:]
      return Connection(
        folder: folder,
        chains: chains.map { chain in
          ordinals[chain.role, default: 0] += 1
          return ChainFiles(chain, folder: folder, ordinal: ordinals[chain.role, default: 1], pems: &pems)
        })
    }
  }

  /// All files, the manifest last.
  /// - Parameter summary: the text output for this capture.
  func files(summary: String) -> [PlannedFile] {
    var files = connections.flatMap { $0.chains.flatMap(\.files) }
    files.append(PlannedFile(path: Self.summaryName, bytes: Array(summary.utf8)))
    let paths = files.map(\.path) + [Self.manifestName]
    files.append(PlannedFile(path: Self.manifestName, bytes: manifest(paths: paths)))
    return files
  }

  /// `<number>_<client>_<server>`; the ends as the first chain has them where nobody knows their roles.
  private static func folderName(_ number: Int, _ chains: [ExtractedChain]) -> String {
    let known = chains.first { $0.role != .unknown }
    let ends = [known?.client ?? chains.first?.source, known?.server ?? chains.first?.destination].compactMap(\.self)
    return ([String(number)] + ends.map { SafeFileName.make(from: $0.description) }).joined(separator: "_")
  }

  static let manifestName = "manifest.json"
  static let summaryName = "summary.txt"
}
