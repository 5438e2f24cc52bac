import Capture

/// Reads parts of archives in an order that is not the one in which they are stored: by reading the archive again, or
/// from a temporary file.
final class OutOfOrderReader {
  typealias Part = SeriesPart<[Int]>

  private var problems: [InputProblem] = []
  /// Names of which something was said when the archive was read first.
  private let known: Set<String>
  private let limits: UnpackingLimits
  private let reopen: (Set<[Int]>) throws(CaptureError) -> ArchiveWalk
  private let wanted: Set<[Int]>
  private var spool: SpoolFile?
  private var spooled: [[Int]: SpoolFile.Place]
  private var walk: ArchiveWalk?
  private var walkedTo: [Int] = []
  private var readCount = 0

  /// - Parameters:
  ///   - parts: all that will be asked for, in this order.
  ///   - known: names of files of which it was said already that they are damaged.
  ///   - spool: where some of them are already, by their location.
  ///   - reopen: begins to read the archive again.
  init(
    _ parts: [Part], known: Set<String>, limits: UnpackingLimits,
    spool: (file: SpoolFile, places: [[Int]: SpoolFile.Place])?,
    reopen: @escaping (Set<[Int]>) throws(CaptureError) -> ArchiveWalk
  ) {
    self.known = known
    self.limits = limits
    self.reopen = reopen
    self.spool = spool?.file
    spooled = spool?.places ?? [:]
    let places = parts.map(\.place)
    wanted = Set(places)
    let isRereadNeeded = spool == nil
    let runCount = zip(places, places.dropFirst()).count { !$0.lexicographicallyPrecedes($1) } + 1
    if isRereadNeeded && runCount > maximumRunCount { spoolAll() }
  }

  /// Nil where it cannot be read; see ``takeProblem()``.
  func fetch(_ part: Part) -> CapturePart? {
    do throws(CaptureError) {
      if let place = spooled[part.place], let spool {
        return try CapturePart(name: part.name, source: spool.source(place))
      }
      if let member = try member(at: part.place), member.name == part.name {
        return CapturePart(name: part.name, start: member.start)
      }
      problems.append(InputProblem(name: part.name, reason: "not found again in the archive"))
    } catch {
      problems.append(InputProblem(name: part.name, reason: error.description))
    }
    return nil
  }

  /// What could not be read, one after the other.
  func takeProblem() -> InputProblem? {
    problems.isEmpty ? nil : problems.removeFirst()
  }

  /// To be called when the part that was fetched last was read: what was found wrong with its data shows at its end.
  func endPart() {
    if let walk { endMember(of: walk) }
  }

  private func endMember(of walk: ArchiveWalk) {
    // An error comes again where the archive goes on.
    guard let problem = try? walk.endMember(), !known.contains(problem.name) else { return }
    problems.append(problem)
  }

  private func member(at place: [Int]) throws(CaptureError) -> ArchiveMember? {
    endPart()
    if walk == nil || !walkedTo.lexicographicallyPrecedes(place) {
      readCount += 1
      guard readCount <= maximumReadCount else {
        throw .unreadable(reason: "its parts are stored too far out of order (see --max-spool)")
      }
      walk = try reopen(wanted)
      walkedTo = []
    }
    while let event = walk?.next() {
      guard case .member(let member) = event else { continue }
      walkedTo = member.location
      if walkedTo == place { return member }
      if place.lexicographicallyPrecedes(walkedTo) { break }
    }
    return nil
  }

  /// Copies the parts to a temporary file, as far as it may hold them; the others cost a read each.
  private func spoolAll() {
    do throws(CaptureError) {
      let file = try SpoolFile(maximumByteCount: limits.spoolByteCount)
      let walk = try reopen(wanted)
      while let event = walk.next() {
        guard case .member(let member) = event, wanted.contains(member.location) else { continue }
        switch file.append(member.start.source) {
        case .whole(let place): spooled[member.location] = place
        case .cut(let place, _, _): file.takeBack(place)
        }
        endMember(of: walk)
      }
      spool = file
    } catch {
      // What was to be copied is read again instead, and then says what is wrong with it.
      spooled.removeAll()
      problems.removeAll()
    }
  }
}

/// As many reads of the archive are cheaper than a copy of its captures.
private let maximumRunCount = 3
private let maximumReadCount = 20
