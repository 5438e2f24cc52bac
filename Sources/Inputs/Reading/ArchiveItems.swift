import Capture
import DequeModule
import Logging
import WireFormat

/// What an archive gives.
///
/// It is read once, as a stream. Rotated captures are joined as they come where they are stored in order; parts that
/// are not are read afterwards, from the archive again or, where it cannot be opened again, from a temporary file.
final class ArchiveItems: ItemSource {
  private let file: InputFile
  private let options: InputOptions
  private let progress: InputProgress
  private let walk: ArchiveWalk
  /// Where rotated captures wait for the end of an archive that is read only once.
  private var spool: PartSpool?
  private var queue: Deque<InputItem> = []
  /// The member behind the end of a rotated capture.
  private var pending: ArchiveMember?
  private var certificates = InstalledCertificates()
  private var series: [SeriesKey: StoredSeries] = [:]
  private var keys: [SeriesKey] = []
  /// Nil where only the end of the archive tells.
  private let partCounts: PartCounts?
  /// A series was settled: perhaps all are.
  private var mayBeSettled = false
  private var captureCount = 0
  /// Rotated captures of which parts could not be kept, and those of which that was said.
  private var readApart: Set<SeriesKey> = []
  private var toldApart: Set<SeriesKey> = []
  private var rest: PostponedSeries?
  private var isSettling = false
  /// Names of members of which something was said.
  private var known: Set<String> = []

  init(
    _ opened: OpenedFile, _ file: InputFile, _ options: InputOptions, _ progress: InputProgress
  ) throws(CaptureError) {
    (self.file, self.options, self.progress) = (file, options, progress)
    walk = try opened.walk()
    if !opened.isRereadable { spool = PartSpool(maximumByteCount: options.limits.spoolByteCount) }
    partCounts = opened.isRereadable && options.joinsRotated ? PartCounts(file, options) : nil
  }

  func next() -> InputItem? {
    if isSettling {
      isSettling = false
      for stored in series.values { stored.settle() }
    }
    while true {
      if let item = queue.popFirst() { return item }
      if mayBeSettled {
        mayBeSettled = false
        if series.values.allSatisfy({ $0.isSettled || $0.isVoid }) { return .settled }
      }
      if let rest { return rest.next(id: &captureCount) }
      if let member = pending {
        pending = nil
        if let item = take(member) { return item }
      } else if let event = walk.next() {
        if case .member(let member) = event {
          if let item = take(member) { return item }
        } else {
          take(event)
        }
      } else {
        endWalk()
      }
    }
  }

  /// May be called while a capture is read, which another thread does then.
  func settle() { isSettling = true }

  private func take(_ event: ArchiveWalk.Event) {
    switch event {
    case .member: break
    case .problem(let problem):
      known.insert(problem.name)
      queue.append(.problem(problem))
    case .archiveEnd(let archive): queue += certificates.end(archive)
    }
  }

  private func take(_ member: ArchiveMember) -> InputItem? {
    let peer = certificates.see(member)
    guard member.start.isCapture else {
      takeOther(member)
      return nil
    }
    guard options.joinsRotated, let rotated = RotatedName(member.fileName) else {
      return .capture(newCapture(member, peer: peer))
    }
    let key = SeriesKey(member, rotated)
    let part = SeriesPart(
      name: member.name, number: rotated.number, firstTime: firstTime(of: member.start), place: member.location)
    guard let stored = series[key] else { return begin(member, part, rotated, key, peer: peer) }
    // It comes in order, but behind a gap in time.
    if stored.wasClosedByGap, stored.isNext(part) {
      let capture = newCapture(member, peer: peer, continuedBy: key, isProvisional: !stored.isSettled)
      append(part, to: stored, key, capture: capture.id)
      return .capture(capture)
    }
    // Out of order, or behind another capture.
    return spool == nil ? withdraw(stored.postpone(part)) : keep(member, part, rotated, key, peer: peer)
  }

  /// Takes the first part met of a rotated capture.
  private func begin(
    _ member: ArchiveMember, _ part: SeriesPart<[Int]>, _ rotated: RotatedName, _ key: SeriesKey, peer: String?
  ) -> InputItem? {
    if let spool, !rotated.isUncounted, spool.isOpen() { return keep(member, part, rotated, key, peer: peer) }
    // Where it is known that there are no more parts, nobody is made to wait for them until the end of the archive. Where
    // it is not, a handshake that goes on in another part is worth the wait.
    let isProvisional = spool == nil && partCounts?[key] != 1
    let capture = newCapture(member, peer: peer, continuedBy: key, isProvisional: isProvisional)
    let stored = StoredSeries(rotated, peer: peer, first: part, capture: capture.id)
    if !isProvisional { stored.settle() }
    add(stored, key)
    return .capture(capture)
  }

  private func takeOther(_ member: ArchiveMember) {
    if options.givesOtherFiles, OtherFile.isWanted(member.fileName, member.start) {
      queue.append(OtherFile.item(member.name, member.start, upTo: OtherFile.largestFound))
    } else if !options.givesOtherFiles, isCertificateFile(member.fileName, member.start) {
      queue += certificates.take(member)
    } else if let problem = problemOfNoCapture(member.start, name: member.name) {
      queue.append(.problem(problem))
    } else if file.isNamed, member.isSingleFile, member.archive.isEmpty {
      let reason = CaptureError.notACapture(hint: member.start.hint).description
      queue.append(.problem(InputProblem(name: member.name, reason: reason)))
    }
  }

  private func newCapture(
    _ member: ArchiveMember, peer: String?, continuedBy key: SeriesKey? = nil, isProvisional: Bool = false
  ) -> CaptureInput {
    captureCount += 1
    let first = CapturePart(name: member.name, start: member.start)
    guard let key else {
      return CaptureInput(
        id: captureCount, name: member.name, peer: peer, isProvisional: false, first: first, nextPart: nil)
    }
    return CaptureInput(id: captureCount, name: member.name, peer: peer, isProvisional: isProvisional, first: first) {
      [self] lastTime in continuation(of: key, after: lastTime)
    }
  }

  /// Goes on to the next part of the capture that is being read; nil where another member comes first.
  private func continuation(of key: SeriesKey, after lastTime: Timestamp?) -> CapturePart? {
    guard let stored = series[key], pending == nil else { return nil }
    stored.wasClosedByGap = false
    while let event = walk.next() {
      guard case .member(let member) = event else {
        take(event)
        continue
      }
      guard member.start.isCapture else {
        _ = certificates.see(member)
        takeOther(member)
        continue
      }
      let rotated = RotatedName(member.fileName)
      let part = SeriesPart(
        name: member.name, number: rotated?.number, firstTime: firstTime(of: member.start), place: member.location)
      guard let rotated, SeriesKey(member, rotated) == key, stored.isNext(part) else {
        pending = member
        return nil
      }
      guard rotated.canContinue(after: lastTime, at: part.firstTime) else {
        stored.wasClosedByGap = true
        pending = member
        return nil
      }
      _ = certificates.see(member)
      append(part, to: stored, key)
      options.logger.info("\(member.name): joined with the capture before it")
      return CapturePart(name: member.name, start: member.start)
    }
    return nil
  }

  private func add(_ stored: StoredSeries, _ key: SeriesKey) {
    series[key] = stored
    keys.append(key)
  }

  /// - Parameter capture: the one that begins with `part`; nil where it continues the one before.
  private func append(_ part: SeriesPart<[Int]>, to stored: StoredSeries, _ key: SeriesKey, capture: Int? = nil) {
    stored.append(part, capture: capture)
    guard let count = partCounts?[key], stored.parts.count == count else { return }
    stored.settle()
    mayBeSettled = true
  }

  private func withdraw(_ captures: [Int]) -> InputItem? {
    queue += captures.map { .withdrawn($0) }
    if !captures.isEmpty { options.logger.info("\(file.path): captures are stored out of order") }
    return queue.popFirst()
  }

  /// Keeps a part for later; where there is no room or no temporary file, it is a capture of its own.
  private func keep(
    _ member: ArchiveMember, _ part: SeriesPart<[Int]>, _ rotated: RotatedName, _ key: SeriesKey, peer: String?
  ) -> InputItem? {
    options.logger.debug("\(member.name): kept in a temporary file until all parts are known")
    switch spool?.keep(member) {
    case .refused(let source, let reason):
      sayNotKept(member.name, key, reason)
      do throws(CaptureError) {
        captureCount += 1
        let first = try CapturePart(name: member.name, source: source)
        return .capture(
          CaptureInput(
            id: captureCount, name: member.name, peer: peer, isProvisional: false, first: first, nextPart: nil))
      } catch {
        return .problem(InputProblem(name: member.name, reason: error.description))
      }
    case .kept, nil:
      if let stored = series[key] {
        _ = stored.postpone(part)
      } else {
        add(StoredSeries(rotated, peer: peer, first: part, capture: nil), key)
      }
      return nil
    }
  }

  /// Says once of a rotated capture that its parts are read apart. Of a single part there is nothing to say.
  private func sayNotKept(_ name: String, _ key: SeriesKey, _ reason: String) {
    guard !readApart.insert(key).inserted || series[key] != nil, toldApart.insert(key).inserted else { return }
    let text =
      "read for itself, as others of this capture: a handshake across them is cut. This input can be read only once, "
      + "and they are not kept until its end: "
    queue.append(.problem(InputProblem(name: name, reason: text + reason)))
  }

  private func endWalk() {
    if file.path == "-" { progress.endStandardInput() }
    queue += certificates.endAll()
    queue.append(.settled)
    let stored = keys.compactMap { series[$0] }
    rest = PostponedSeries(stored, known: known, spool: spool, limits: options.limits) {
      [file, options, progress] wanted throws(CaptureError) in
      options.logger.info("\(file.path): read again, for \(wanted.count) files that are stored out of order")
      return try OpenedFile(file, options, progress).walk(wanted: wanted)
    }
  }
}
