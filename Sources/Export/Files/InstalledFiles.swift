import CertificateChains
import Inputs

/// The folder of the certificates that are installed on one machine:
///
///     trusted_ca/1_Example_Root_CA_0a1b2c3d.cer    DER, as in the file, in the order of the list; and .pem
///     server/1_expe.example.com_4e5f6a7b.cer       and .pem
///     manifest.json                                which file each is from
struct InstalledFiles {
  let identity: CaptureIdentity
  private let list: [InstalledCertificate]

  init(_ list: [InstalledCertificate], peer: String?) {
    self.list = list
    identity = CaptureIdentity(
      name: "installed_\(peer ?? "unknown")", fingerprint: list.first.map { String($0.certificate.sha256.prefix(16)) })
  }

  /// All files, the manifest last.
  var files: [PlannedFile] {
    var counts: [InstalledCertificate.Kind: Int] = [:]
    var files: [PlannedFile] = []
    var entries: [(installed: InstalledCertificate, path: String)] = []
    for installed in list {
      counts[installed.kind, default: 0] += 1
      let certificate = installed.certificate
      let stem =
        "\(installed.kind.rawValue)/\(counts[installed.kind, default: 1])_\(commonNameOfFile(certificate))_\(certificate.sha256.prefix(8))"
      let planned = ItemFiles(certificate, stem: stem).files
      files += planned
      if let first = planned.first { entries.append((installed, first.path)) }
    }
    let paths = files.map(\.path) + [ExportPlan.manifestName]
    return files + [PlannedFile(path: ExportPlan.manifestName, bytes: manifest(entries, paths))]
  }

  private func manifest(_ entries: [(installed: InstalledCertificate, path: String)], _ paths: [String]) -> [UInt8] {
    manifestText(of: identity, paths: paths) { manifest in
      manifest.array("installed", entries) { writer, entry in
        writer.object { object in
          object.member("store", entry.installed.kind.rawValue)
          object.member("source", entry.installed.file)
          object.member("position", entry.installed.position)
          object.member("sha256", entry.installed.certificate.sha256)
          object.member("subject", entry.installed.certificate.fields?.subject)
          object.member("not_after", entry.installed.certificate.fields?.notAfter?.text)
          object.member("file", entry.path)
        }
      }
    }
  }
}

extension ExportWriter {
  /// Writes the certificates that are installed on machines, a folder for each.
  /// - Throws: what could not be written, or was refused.
  public mutating func write(_ list: [InstalledCertificate]) throws(FileError) {
    var peers: [String?] = []
    for peer in list.map(\.peer) where !peers.contains(peer) { peers.append(peer) }
    for peer in peers {
      let plan = InstalledFiles(list.filter { $0.peer == peer }, peer: peer)
      let folder = try CaptureFolder(directory: openFolder(for: plan.identity))
      _ = try folder.write(plan.files, capture: plan.identity, force: force)
    }
  }
}
