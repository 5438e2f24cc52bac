import Capture

/// What a rotated capture is told by: its files lie in one folder of one archive.
struct SeriesKey: Hashable {
  var archive: [Int]
  var folder: Substring
  var series: String

  init(archive: [Int], folder: Substring, series: String) {
    (self.archive, self.folder, self.series) = (archive, folder, series)
  }

  init(_ member: ArchiveMember, _ name: RotatedName) {
    self.init(archive: member.archive, folder: member.folder, series: name.series)
  }
}

/// A rotated capture in an archive, as far as the archive was read.
///
/// Its parts are read as they come as long as each follows the one before. One that does not makes void what was read,
/// and all are read again in order; or, where what was read has been settled, the others are read apart.
final class StoredSeries {
  typealias Part = SeriesPart<[Int]>

  let rotated: RotatedName
  let peer: String?
  /// All parts met, in the order in which they are stored, but those that came too late.
  private(set) var parts: [Part]
  private(set) var lateParts: [Part] = []
  /// Of the captures that were made of the parts.
  private(set) var captures: [Int]
  private(set) var isVoid = false
  /// The part that comes next in the archive is next, but begins a capture of its own.
  var wasClosedByGap = false
  /// What was read stands, and cannot be withdrawn.
  private(set) var isSettled = false

  /// - Parameter capture: the capture that begins with `first`; nil where it is read later.
  init(_ rotated: RotatedName, peer: String?, first: Part, capture: Int?) {
    self.rotated = rotated
    self.peer = peer
    parts = [first]
    captures = capture.map { [$0] } ?? []
    isVoid = capture == nil
  }

  /// Whether `part`, which comes next in the archive, is next in the capture.
  func isNext(_ part: Part) -> Bool {
    guard !isVoid, lateParts.isEmpty, let last = parts.last else { return false }
    if let time = part.firstTime, let lastTime = last.firstTime {
      // What begins at the same time goes by number.
      if time < lastTime || time == lastTime && isBefore(part, last) { return false }
    }
    // A lower number with a later time: the capture went round a ring of files. A gap is most likely filled later.
    return part.number.map { $0 <= (last.number ?? 0) + 1 } ?? true
  }

  /// Takes the next part; `capture` is the one that it begins, if it does.
  func append(_ part: Part, capture: Int? = nil) {
    parts.append(part)
    if let capture { captures.append(capture) }
  }

  /// Takes a part that is not read now: the captures that it makes void.
  func postpone(_ part: Part) -> [Int] {
    if isSettled && !isVoid {
      lateParts.append(part)
      return []
    }
    parts.append(part)
    defer { isVoid = true }
    return isVoid ? [] : captures
  }

  func settle() { isSettled = true }
}
