import Capture
import Logging

/// Goes through the members of an archive and of the archives in it, each once, in the order in which they are
/// stored.
final class ArchiveWalk {
  enum Event {
    case member(ArchiveMember)
    case problem(InputProblem)
    /// Of the archive at this location.
    case archiveEnd([Int])
  }

  private struct Level {
    let handle: ArchiveHandle
    let name: String
    /// In its archive.
    let path: String
    let location: [Int]
    let gzip: GzipByteSource?
    /// What libarchive reads.
    let source: any ByteSource
    /// Of the next member.
    var index = 0
    /// Of the member that is being read; nil for one that is skipped.
    var memberName: String?
  }

  private let passphrases: [String]
  private let logger: Logger
  private let budget: UnpackingBudget
  /// Nothing else is opened; nil: everything.
  private let wanted: Set<[Int]>?
  private var levels: [Level] = []
  /// 7z archives inside of others, which cannot be read as a stream.
  private var spool: SpoolFile?
  private var waiting: Event?

  /// - Parameters:
  ///   - root: the beginning of the file, which is an archive.
  ///   - source: the file from its beginning, or the beginning's own source where it cannot be turned back.
  ///   - wanted: locations of members, where only they are wanted.
  init(
    _ root: CaptureStart, source: any ByteSource, name: String, options: InputOptions, budget: UnpackingBudget,
    wanted: Set<[Int]>? = nil
  ) throws(CaptureError) {
    passphrases = options.passphrases
    logger = options.logger
    self.budget = budget
    self.wanted = wanted
    try open(root, source, name: name, path: name, location: [])
  }

  /// Nil at the end.
  func next() -> Event? {
    if let event = waiting {
      waiting = nil
      return event
    }
    while let level = levels.last {
      let location = level.location + [level.index]
      do throws(CaptureError) {
        if let problem = try endMember() { return .problem(problem) }
        levels[levels.count - 1].index += 1
        guard let entry = try level.handle.nextEntry() else { return end(level, because: nil) }
        if entry.isFile, let event = take(entry, of: level, location) { return event }
      } catch {
        return end(level, because: error)
      }
    }
    return nil
  }

  /// Ends the member that was given last, to be called when it was read: what was found wrong with it.
  func endMember() throws(CaptureError) -> InputProblem? {
    guard let level = levels.last else { return nil }
    let warning = try level.handle.endEntry()
    levels[levels.count - 1].memberName = nil
    guard let warning, let name = level.memberName else { return nil }
    return InputProblem(name: name, reason: "read, but it is damaged: \(warning)")
  }

  /// Nil where there is nothing to say of it.
  private func take(_ entry: ArchiveHandle.Entry, of level: Level, _ location: [Int]) -> Event? {
    if let wanted, !wanted.contains(where: { $0.starts(with: location) }) { return nil }
    let isSingleFile = level.handle.isSingleFile
    if !isSingleFile, isHidden(entry.name) {
      logger.debug("\(level.name):\(entry.name): hidden, and passed over")
      return nil
    }
    // A compressed file that is no archive has the name that it has.
    let path = isSingleFile ? level.path : entry.name
    let name = isSingleFile ? level.name : "\(level.name):\(entry.name)"
    levels[levels.count - 1].memberName = name
    do throws(CaptureError) {
      let start = try CaptureStart(
        MemberByteSource(level.handle), peekedByteCount: peekedByteCount(ofFileNamed: path),
        meter: { [budget, depth = levels.count] in MeteredByteSource($0, depth: depth, budget) })
      logger.debug("\(name): \(start.format.text)")
      guard case .packed = start.format else {
        return .member(
          ArchiveMember(
            name: name, path: path, location: location, isSingleFile: isSingleFile,
            archiveFileName: fileName(of: level.path), start: start))
      }
      try openInner(start, name: name, path: path, location: location)
      return nil
    } catch {
      // A limit is the archive's matter, and is said at its end.
      if budget.refusal != nil { return nil }
      let reason = entry.isEncrypted ? encryptionText(error) : error.description
      return .problem(InputProblem(name: name, reason: reason))
    }
  }

  private func openInner(
    _ start: CaptureStart, name: String, path: String, location: [Int]
  ) throws(CaptureError) {
    guard levels.count < budget.limits.depth else {
      throw .unreadable(
        reason: "not opened: more than \(budget.limits.depth) archives within each other (see --max-depth)")
    }
    try open(start, start.source, name: name, path: path, location: location)
  }

  private func open(
    _ start: CaptureStart, _ source: any ByteSource, name: String, path: String, location: [Int]
  ) throws(CaptureError) {
    guard case .packed(let packing) = start.format else { throw .notACapture(hint: start.hint) }
    var source = source
    // What is in an archive is counted from its first byte on.
    if levels.isEmpty, start.gzip != nil { source = MeteredByteSource(start.source, depth: 0, budget) }
    if packing == .sevenZip, !(source is any SeekableByteSource) { source = try spooled(source) }
    let handle = try ArchiveHandle(
      source, packing, depth: levels.count, passphrases: passphrases, budget: budget)
    levels.append(
      Level(handle: handle, name: name, path: path, location: location, gzip: start.gzip, source: source))
  }

  /// A 7z archive's directory is at its end.
  private func spooled(_ source: any ByteSource) throws(CaptureError) -> any ByteSource {
    let file: SpoolFile
    if let spool { file = spool } else { file = try SpoolFile(maximumByteCount: budget.limits.spoolByteCount) }
    spool = file
    switch file.append(source) {
    case .whole(let place):
      if let failure = place.failure { throw failure }
      return file.seekableSource(place)
    case .cut(let place, _, let reason):
      file.takeBack(place)
      throw .unreadable(reason: "7z archives that are not files have to be copied: \(reason)")
    }
  }

  private func end(_ level: Level, because error: CaptureError?) -> Event {
    levels.removeLast()
    var error = error
    if error == nil, level.gzip != nil { error = failure(behindEndOf: level.source) }
    if levels.isEmpty { logger.debug("\(level.name): \(budget.text)") }
    // A limit holds for all archives of the input.
    if budget.refusal != nil { levels.removeAll() }
    let isCut = level.gzip?.isCut == true
    guard let reason = isCut ? "cut: its gzip data ends early" : error?.description else {
      guard let lost = level.handle.lostMembers else { return .archiveEnd(level.location) }
      waiting = .archiveEnd(level.location)
      return .problem(InputProblem(name: level.name, reason: "members were passed over: \(lost)"))
    }
    waiting = .archiveEnd(level.location)
    let place = level.index == 0 ? "before its first member" : "behind member \(level.index)"
    return .problem(InputProblem(name: level.name, reason: "read no further than \(place): \(reason)"))
  }
}

/// Reads on behind the end of an archive, to where gzip has its checksum.
private func failure(behindEndOf source: any ByteSource) -> CaptureError? {
  var bytes = [UInt8](repeating: 0, count: 64 * 1024)
  var free = bytes.mutableSpan
  do throws(CaptureError) {
    while try source.read(into: &free, at: 0) > 0 {}
    return nil
  } catch {
    return error
  }
}

/// A hidden file, as in folders; and what macOS adds to an archive, which has a capture's name and is none. Who packs a
/// hidden folder wants what is in it.
private func isHidden(_ path: String) -> Bool {
  path.hasPrefix("__MACOSX/") || fileName(of: path).hasPrefix(".")
}

private func encryptionText(_ error: CaptureError) -> String {
  let reason = error.description
  return reason.contains("Passphrase required")
    ? "encrypted: name a file with its passphrase (--passphrase-file)"
    : "encrypted, and not opened: \(reason) (see --passphrase-file)"
}
