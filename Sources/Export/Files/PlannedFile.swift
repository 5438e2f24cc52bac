/// A file to be written in a capture's folder.
struct PlannedFile {
  fileprivate enum Content {
    case bytes([UInt8])
    case asked(@Sendable () -> [UInt8])
    case later(LaterBytes)
  }

  /// In the capture's folder: a name, or a folder's and a name, with `/` between them.
  let path: String
  private let content: Content

  init(path: String, bytes: [UInt8]) {
    self.path = path
    content = .bytes(bytes)
  }

  /// - Parameter bytes: makes them each time that somebody asks: once in a new folder, more often in one that is there.
  init(path: String, asked bytes: @escaping @Sendable () -> [UInt8]) {
    self.path = path
    content = .asked(bytes)
  }

  init(path: String, later bytes: LaterBytes) {
    self.path = path
    content = .later(bytes)
  }

  /// Waits until nothing of it is being made any more.
  func wait() {
    if case .later(let later) = content { later.wait() }
  }

  /// Its bytes, one piece after the other; waits for those that are still being made.
  var pieces: Pieces { Pieces(content, areTaken: false) }

  /// The same for the last time, where each is needed once: what was handed out is forgotten.
  func takePieces() -> Pieces { Pieces(content, areTaken: true) }

  /// All of them.
  var bytes: [UInt8] {
    switch content {
    case .bytes(let bytes): bytes
    case .asked(let make): make()
    case .later: pieces.reduce(into: []) { $0 += $1 }
    }
  }

  struct Pieces: Sequence, IteratorProtocol {
    private let content: Content
    private let areTaken: Bool
    private var number = 0

    fileprivate init(_ content: Content, areTaken: Bool) {
      self.content = content
      self.areTaken = areTaken
    }

    mutating func next() -> [UInt8]? {
      defer { number += 1 }
      return switch content {
      case .bytes(let bytes): number == 0 ? bytes : nil
      case .asked(let make): number == 0 ? make() : nil
      case .later(let later): later.piece(number, isTaken: areTaken)
      }
    }
  }
}
