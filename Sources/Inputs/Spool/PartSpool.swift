import Capture

/// Where the parts of rotated captures wait until the end of an archive that is read only once.
final class PartSpool {
  /// What became of a part.
  enum Kept {
    /// It can be read later; `problem` says why it is not there to its end.
    case kept(problem: CaptureError?)
    /// It has to be read now, from `source`.
    case notKept(source: any ByteSource, reason: String)
  }

  private let maximumByteCount: Int
  private var file: SpoolFile?
  private var places: [[Int]: Range<Int>] = [:]
  /// Nothing more is kept, because the file cannot be made or written.
  private var failure: CaptureError?

  init(maximumByteCount: Int) {
    self.maximumByteCount = maximumByteCount
  }

  /// Nil where nothing is kept.
  var parts: (file: SpoolFile, places: [[Int]: Range<Int>])? { file.map { ($0, places) } }

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

  /// Keeps the bytes of `member`, or gives them back.
  func keep(_ member: ArchiveMember) -> Kept {
    let source = member.start.source
    guard isOpen(), let file else {
      return .notKept(source: source, reason: failure?.description ?? "")
    }
    let appended = file.appendWhatFits(of: source)
    let beginning = file.source(appended.place)
    switch appended.ending {
    case .whole, .unreadable:
      places[member.location] = appended.place
      if case .unreadable(let error) = appended.ending { return .kept(problem: error) }
      return .kept(problem: nil)
    case .limit:
      let reason = "they come to more than \(maximumByteCount) bytes (see --max-spool)"
      return .notKept(source: ChainedByteSource([beginning, source]), reason: reason)
    case .unwritable(let error, let bytes):
      failure = error
      return .notKept(
        source: ChainedByteSource([beginning, ArrayByteSource(bytes), source]), reason: error.description)
    }
  }
}
