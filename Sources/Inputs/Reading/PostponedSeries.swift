import Capture

/// The rotated captures of an archive whose parts could not be read as they came.
final class PostponedSeries {
  private let reader: OutOfOrderReader
  private var series: [OrderedSeries<[Int]>] = []
  private var notices: [InputProblem] = []

  /// - Parameter spool: where all parts are, in an archive that is read only once.
  init(
    _ stored: [StoredSeries], spool: PartSpool?, limits: UnpackingLimits,
    reopen: @escaping (Set<[Int]>) throws(CaptureError) -> ArchiveWalk
  ) {
    let postponed = stored.compactMap { stored -> (series: StoredSeries, parts: [SeriesPart<[Int]>])? in
      let parts = (stored.isVoid ? stored.parts : stored.lateParts).inOrder
      return parts.isEmpty ? nil : (stored, parts)
    }
    let reader = OutOfOrderReader(postponed.flatMap(\.parts), limits: limits, spool: spool?.parts, reopen: reopen)
    self.reader = reader
    series = postponed.map { stored, parts in
      OrderedSeries(stored.rotated, peer: stored.peer, parts: parts) { reader.fetch($0) }
    }
    notices = postponed.filter { !$0.series.isVoid }.map { _, parts in
      InputProblem(
        name: parts[0].name,
        reason: "read for itself, not with the captures that it belongs to: it is stored out of order, and they"
          + " were handed over before that showed",
        isLoss: false)
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
    return nil
  }
}
