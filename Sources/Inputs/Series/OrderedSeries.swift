import Capture
import WireFormat

/// A file of a rotated capture, and where it is.
struct SeriesPart<Place> {
  var name: String
  var number: Int?
  /// Of its first packet; nil where it has none.
  var firstTime: Timestamp?
  var place: Place
}

extension [SeriesPart<[Int]>] {
  /// By the time of the first packet, then by number, then as they are stored; files without a packet are last.
  var inOrder: Self { sorted { isBefore($0, $1) || !isBefore($1, $0) && $0.place.lexicographicallyPrecedes($1.place) } }
}

/// Whether `left` was written before `right`, as far as times and numbers tell.
func isBefore<Place>(_ left: SeriesPart<Place>, _ right: SeriesPart<Place>) -> Bool {
  switch (left.firstTime, right.firstTime) {
  case (let left?, let right?) where left != right: left < right
  case (_?, nil): true
  case (nil, _?): false
  default: (left.number ?? -1) < (right.number ?? -1)
  }
}

/// The files of a rotated capture in their order: one capture, or several where the times say that they do not
/// follow each other.
final class OrderedSeries<Place> {
  typealias Part = SeriesPart<Place>

  private let rotated: RotatedName
  private let peer: String?
  private let parts: [Part]
  private let fetch: (Part) -> CapturePart?
  private var index = 0
  private var isAtGap = true

  /// - Parameter fetch: opens a part; nil where it cannot be, which `fetch` has to say.
  init(_ rotated: RotatedName, peer: String?, parts: [Part], fetch: @escaping (Part) -> CapturePart?) {
    self.rotated = rotated
    self.peer = peer
    self.parts = parts
    self.fetch = fetch
  }

  /// Nil at the end; the rest of a capture that its reader gave up is left out.
  func next(id: Int) -> CaptureInput? {
    guard isAtGap else { return nil }
    isAtGap = false
    while index < parts.count {
      index += 1
      if let first = fetch(parts[index - 1]) {
        return CaptureInput(id: id, name: first.name, peer: peer, isProvisional: false, first: first) {
          [self] lastTime in
          continuation(after: lastTime)
        }
      }
    }
    return nil
  }

  private func continuation(after lastTime: Timestamp?) -> CapturePart? {
    while index < parts.count {
      guard rotated.canContinue(after: lastTime, at: parts[index].firstTime) else {
        isAtGap = true
        return nil
      }
      index += 1
      if let part = fetch(parts[index - 1]) { return part }
    }
    return nil
  }
}
