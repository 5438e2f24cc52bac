import Capture
import CertificateChains

/// The installed certificates among the files of an Expressway diagnostic archive.
///
/// Which archive is one shows by its name or by the names in it; until then its certificates are held back.
struct InstalledCertificates {
  /// Host names by the location of the archive.
  private var hosts: [[Int]: String] = [:]
  private var held: [[Int]: [InputItem]] = [:]
  private var heldCount = 0

  /// Sees the name of a member; gives the host name of the machine that it is from, where that is known.
  mutating func see(_ member: ArchiveMember) -> String? {
    let host = ExpresswayName(member.fileName)?.host
    if hosts[member.archive] == nil {
      hosts[member.archive] = host ?? ExpresswayName(member.archiveFileName)?.host
    }
    return host ?? hosts[member.archive]
  }

  /// What `member`, which was seen and is no capture, gives to hand over now.
  mutating func take(_ member: ArchiveMember, peer: String?) -> [InputItem] {
    guard isCertificateFile(member.fileName, member.start), heldCount < maximumHeldCount else { return [] }
    let items = certificateItems(
      member.start, name: member.name, archive: member.archiveName, fileName: member.fileName, peer: peer)
    if hosts[member.archive] != nil { return release(member.archive) + items }
    held[member.archive, default: []] += items
    heldCount += items.count
    return []
  }

  /// What was held back in `archive`, whose end was met; nothing where it is no diagnostic archive.
  mutating func end(_ archive: [Int]) -> [InputItem] {
    let items = hosts[archive] == nil ? [] : release(archive)
    held[archive] = nil
    return items
  }

  private mutating func release(_ archive: [Int]) -> [InputItem] {
    guard let items = held.removeValue(forKey: archive), let host = hosts[archive] else { return [] }
    return items.map { item in
      guard case .certificate(var certificate) = item, certificate.peer == nil else { return item }
      certificate.peer = host
      return .certificate(certificate)
    }
  }
}

/// Whether a file that is no capture may hold certificates.
func isCertificateFile(_ fileName: String, _ start: CaptureStart) -> Bool {
  let endings = [".pem", ".cer", ".crt", ".der"]
  return endings.contains { fileName.lowercased().hasSuffix($0) }
    || start.source.firstBytes.starts(with: "-----BEGIN CERTIFICATE".utf8)
}

/// The certificates in a file; keys and the like are passed over, and never shown.
func certificateItems(
  _ start: CaptureStart, name: String, archive: String, fileName: String, peer: String?
) -> [InputItem] {
  let kind: InstalledCertificate.Kind =
    switch ExpresswayName(fileName)?.kind {
    case .trustedCAs: .trustedCA
    case .serverCertificate: .server
    default: .other
    }
  do throws(CaptureError) {
    let bytes = try contents(of: start.source)
    var items: [InputItem] = []
    for (index, block) in try blocks(in: bytes).enumerated() {
      switch block.contents {
      case .success(let certificate):
        items.append(
          .certificate(
            InstalledCertificate(
              peer: peer, kind: kind, archive: archive, file: name, position: index + 1, certificate: certificate)))
      case .failure(.notACertificate): break
      case .failure(let error): items.append(.problem(InputProblem(name: name, reason: error.description)))
      }
    }
    return items
  } catch {
    return [.problem(InputProblem(name: name, reason: error.description))]
  }
}

private func blocks(in bytes: [UInt8]) throws(CaptureError) -> [CertificateFile.Block] {
  do throws(CertificateFileError) {
    return try CertificateFile.blocks(in: bytes)
  } catch .notACertificate {
    return []
  } catch {
    throw .unreadable(reason: error.description)
  }
}

private func contents(of source: any ByteSource) throws(CaptureError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: 16 * 1024)
  var count = 0
  while true {
    if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: count)) }
    guard bytes.count <= maximumFileByteCount else {
      throw .unreadable(reason: "more than \(maximumFileByteCount >> 20) MiB of certificates are not read")
    }
    var free = bytes.mutableSpan
    let readCount = try source.read(into: &free, at: count)
    if readCount == 0 { return Array(bytes.prefix(count)) }
    count += readCount
  }
}

/// A trusted CA list with every public root is half a MiB.
private let maximumFileByteCount = 8 << 20
private let maximumHeldCount = 10_000
