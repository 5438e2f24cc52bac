import CertificateChains
import Inputs

/// The folder of the certificates that are installed on one machine, as one archive has them:
///
///     trusted_ca/1_Example_Root_CA_0a1b2c3d.cer    DER, as in the file, in the order of the list; and .pem
///     server/1_expe.example.com_4e5f6a7b.cer       and .pem
///     manifest.json                                which file each is from
struct InstalledFiles {
  let identity: CaptureIdentity
  private let list: [InstalledCertificate]

  /// - Parameter list: of one machine and one archive.
  init(_ list: [InstalledCertificate], peer: String?) {
    self.list = list
    let contents = list.map { "\(Self.source(of: $0))\0\($0.position)\0\($0.certificate.sha256)\n" }.joined()
    identity = CaptureIdentity(
      name: "installed_\(peer ?? "unknown")", fingerprint: String(sha256Hex(of: contents.utf8).prefix(16)))
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
          object.member("source", Self.source(of: entry.installed))
          object.member("position", entry.installed.position)
          object.member("sha256", entry.installed.certificate.sha256)
          object.member("subject", entry.installed.certificate.fields?.subject)
          object.member("not_after", entry.installed.certificate.fields?.notAfter?.text)
          object.member("file", entry.path)
        }
      }
    }
  }

  /// The file that it is in, whatever the way to the archive.
  private static func source(of installed: InstalledCertificate) -> String {
    let (file, archive) = (installed.file, installed.archive)
    return file.hasPrefix(archive + ":") ? fileName(of: archive) + file.dropFirst(archive.count) : fileName(of: file)
  }
}

extension ExportWriter {
  private struct InstalledOn: Hashable {
    let peer: String?
    let archive: String
  }

  /// Writes the certificates that are installed on machines, a folder for each machine and archive: the order of a
  /// trusted CA list counts, and of two archives each has its own.
  /// - Returns: what could not be written, or was refused.
  public mutating func write(_ list: [InstalledCertificate]) -> [FileError] {
    var places: [InstalledOn: Int] = [:]
    var plans: [[InstalledCertificate]] = []
    for installed in list {
      let key = InstalledOn(peer: installed.peer, archive: installed.archive)
      let place = places[key] ?? plans.count
      if place == plans.count {
        places[key] = place
        plans.append([])
      }
      plans[place].append(installed)
    }
    return plans.compactMap { list in
      let plan = InstalledFiles(list, peer: list.first?.peer)
      do throws(FileError) {
        let folder = try CaptureFolder(directory: openFolder(for: plan.identity))
        _ = try folder.write(plan.files, capture: plan.identity, force: force)
        return nil
      } catch {
        return error
      }
    }
  }
}
