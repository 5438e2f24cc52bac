import Capture
import CertificateChains

/// The installed certificates among the files of an Expressway diagnostic archive.
///
/// Which machine they are from shows by the name of the archive, by their own, or by those of the files beside them,
/// where these tell of one machine only; until the archive ends such certificates are held back.
struct InstalledCertificates {
  private struct Place: Hashable {
    /// The location of the archive.
    var archive: [Int]
    var folder: Substring

    init(_ member: ArchiveMember) {
      (archive, folder) = (member.archive, member.folder)
    }
  }

  /// Host names by the files of one folder.
  private var hosts: [Place: Set<String>] = [:]
  private var held: [Place: [InputItem]] = [:]
  private var heldCount = 0
  /// Files that were not held back, for lack of room: the first of each folder.
  private var refused: [Place: String] = [:]
  private var heldByteCount = 0
  private var givenCount = 0
  private var givenByteCount = 0
  private var isFull = false

  /// Sees the name of a member; gives the host name of the machine that it is from, where that is known.
  mutating func see(_ member: ArchiveMember) -> String? {
    guard let host = ExpresswayName(member.fileName)?.host else { return host(of: member) }
    hosts[Place(member), default: []].insert(host)
    return host
  }

  /// By the name of its archive, or by the files beside it that were met so far.
  private func host(of member: ArchiveMember) -> String? {
    ExpresswayName(member.archiveFileName)?.host ?? onlyHost(at: Place(member))
  }

  private func onlyHost(at place: Place) -> String? {
    guard let hosts = hosts[place], hosts.count == 1 else { return nil }
    return hosts.first
  }

  /// What `member`, which was seen and is no capture, gives to hand over now.
  mutating func take(_ member: ArchiveMember) -> [InputItem] {
    guard !isFull, isCertificateFile(member.fileName, member.start) else { return [] }
    let peer = ExpresswayName(member.fileName)?.host ?? ExpresswayName(member.archiveFileName)?.host
    guard peer != nil || heldCount < maximumHeldCount && heldByteCount < maximumGivenByteCount else {
      refused[Place(member)] = refused[Place(member)] ?? member.name
      return []
    }
    let items = certificateItems(
      member.start, name: member.name, archive: member.archiveName, fileName: member.fileName, peer: peer)
    if peer != nil { return give(items, in: member.name) }
    held[Place(member), default: []] += items
    heldCount += items.count
    heldByteCount += byteCount(of: items)
    return []
  }

  /// What was held back in `archive`, whose end was met; nothing of folders in which no machine is named, or several.
  mutating func end(_ archive: [Int]) -> [InputItem] {
    var items: [InputItem] = []
    for place in held.keys.filter({ $0.archive == archive }).sorted(by: { $0.folder < $1.folder }) {
      let found = held.removeValue(forKey: place) ?? []
      heldCount -= found.count
      heldByteCount -= byteCount(of: found)
      guard let host = onlyHost(at: place) else { continue }
      items += give(
        found.map { item in
          guard case .certificate(var certificate) = item else { return item }
          certificate.peer = host
          return .certificate(certificate)
        }, in: String(place.folder))
    }
    for (place, name) in refused.filter({ $0.key.archive == archive }).sorted(by: { $0.value < $1.value }) {
      refused[place] = nil
      guard let host = onlyHost(at: place) else { continue }
      let reason =
        "not taken for an installed certificate of \(host), nor what follows in its folder: certificates of no"
        + " known machine precede it, \(maximumHeldCount) or \(maximumGivenByteCount) bytes of them"
      items.append(.problem(InputProblem(name: name, reason: reason)))
    }
    hosts = hosts.filter { $0.key.archive != archive }
    return items
  }

  /// What was held back in all archives, where a limit ended the reading before their ends were met.
  mutating func endAll() -> [InputItem] {
    let archives = Set(held.keys.map(\.archive)).union(refused.keys.map(\.archive))
    return archives.sorted { $1.lexicographicallyPrecedes($0) }.flatMap { end($0) }
  }

  /// As many as one input may have.
  private mutating func give(_ items: [InputItem], in name: String) -> [InputItem] {
    guard !isFull else { return [] }
    for (index, item) in items.enumerated() {
      givenCount += 1
      givenByteCount += byteCount(of: item)
      guard givenCount > maximumGivenCount || givenByteCount > maximumGivenByteCount else { continue }
      isFull = true
      let limit =
        givenCount > maximumGivenCount
        ? "\(maximumGivenCount) installed certificates" : "\(maximumGivenByteCount) bytes of installed certificates"
      let reason = "it holds more than \(limit); the rest of them is left out"
      return items.prefix(index) + [.problem(InputProblem(name: name, reason: reason))]
    }
    return items
  }
}

private func byteCount(of items: [InputItem]) -> Int { items.reduce(0) { $0 + byteCount(of: $1) } }

private func byteCount(of item: InputItem) -> Int {
  guard case .certificate(let certificate) = item else { return 0 }
  return certificate.certificate.der.count
}

/// Whether a file that is no capture may hold certificates.
func isCertificateFile(_ fileName: String, _ start: CaptureStart) -> Bool {
  isCertificateFile(fileName, firstBytes: start.source.firstBytes)
}

package func isCertificateFile(_ fileName: String, firstBytes: [UInt8]) -> Bool {
  let endings = [".pem", ".cer", ".crt", ".der", ".p7b", ".p7c"]
  return endings.contains { fileName.lowercased().hasSuffix($0) }
    || ["-----BEGIN CERTIFICATE", "-----BEGIN PKCS7"].contains { firstBytes.starts(with: $0.utf8) }
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
    let bytes = try start.source.readAll(upTo: OtherFile.largestFound)
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

/// Of files beside which no machine has been named yet.
private let maximumHeldCount = 10_000
/// A trusted CA list with every public root has some hundred.
private let maximumGivenCount = 20_000
/// Such a list comes to half a MiB.
private let maximumGivenByteCount = 32 << 20
