import Capture

/// The rotated captures of an archive whose parts could not be read as they came.
final class PostponedSeries {
  private let reader: OutOfOrderReader
  private var series: [OrderedSeries<[Int]>] = []
  private var notices: [InputProblem] = []

  /// - Parameters:
  ///   - known: names of files of which it was said already that they are damaged.
  ///   - spool: where all parts are, in an archive that is read only once.
  init(
    _ stored: [StoredSeries], known: Set<String>, spool: PartSpool?, limits: UnpackingLimits,
    reopen: @escaping (Set<[Int]>) throws(CaptureError) -> ArchiveWalk
  ) {
    let postponed = stored.compactMap { stored -> (series: StoredSeries, parts: [SeriesPart<[Int]>])? in
      let parts = (stored.isVoid ? stored.parts : stored.lateParts).inOrder
      return parts.isEmpty ? nil : (stored, parts)
    }
    let reader = OutOfOrderReader(
      postponed.flatMap(\.parts), known: known, limits: limits, spool: spool?.parts, reopen: reopen)
    self.reader = reader
    series = postponed.map { stored, parts in
      OrderedSeries(stored.rotated, peer: stored.peer, parts: parts) { reader.fetch($0) }
    }
    notices = postponed.filter { !$0.series.isVoid }.map { _, parts in
      InputProblem(
        name: parts[0].name,
        reason:
          "read for itself, and a handshake across it and the captures that it belongs to is cut: it is stored out"
          + " of order, and they were handed over before that showed")
    }
  }

  /// Nil at the end.
  func next(id: inout Int) -> InputItem? {
    if let problem = notices.popLast() ?? reader.takeProblem() { return .problem(problem) }
    while let first = series.first {
      if let capture = first.next(id: id + 1) {
        id += 1
        return .capture(capture)
      }
      series.removeFirst()
      if let problem = reader.takeProblem() { return .problem(problem) }
    }
    reader.endPart()
    return reader.takeProblem().map { .problem($0) }
  }
}

/// Where the parts of rotated captures wait until the end of an archive that is read only once.
final class PartSpool {
  /// What becomes of a part.
  enum Outcome {
    case kept
    /// It has to be read now, from the source.
    case refused(any ByteSource, reason: String)
  }

  private let maximumByteCount: Int
  private var file: SpoolFile?
  private var places: [[Int]: SpoolFile.Place] = [:]
  /// Why nothing is kept: the file cannot be made, or must not be.
  private var failure: CaptureError?

  init(maximumByteCount: Int) {
    self.maximumByteCount = maximumByteCount
    if maximumByteCount == 0 { failure = .unreadable(reason: "no temporary file is allowed (see --max-spool)") }
  }

  /// Nil where nothing is kept.
  var parts: (file: SpoolFile, places: [[Int]: SpoolFile.Place])? { file.map { ($0, places) } }

  /// Whether anything can be kept; makes the file, where it is not there yet.
  func isOpen() -> Bool {
    guard file == nil, failure == nil else { return failure == nil }
    do throws(CaptureError) {
      file = try SpoolFile(maximumByteCount: maximumByteCount)
    } catch {
      failure = error
    }
    return failure == nil
  }

  /// Keeps the bytes of `member`, as far as there is room for all of them.
  func keep(_ member: ArchiveMember) -> Outcome {
    guard isOpen(), let file else { return .refused(member.start.source, reason: failure?.description ?? "") }
    switch file.append(member.start.source) {
    case .whole(let place):
      places[member.location] = place
      return .kept
    case .cut(let place, let unwritten, let reason):
      let rest = ChainedByteSource(MemoryByteSource(unwritten), member.start.source)
      return .refused(ChainedByteSource(file.source(place), rest), reason: reason)
    }
  }
}
