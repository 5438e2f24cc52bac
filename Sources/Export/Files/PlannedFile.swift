/// A file to be written in a capture's folder.
struct PlannedFile {
  private enum Content {
    case bytes([UInt8])
    case later(LaterBytes)
  }

  /// In the capture's folder: a name, or a folder's and a name, with `/` between them.
  let path: String
  private let content: Content

  init(path: String, bytes: [UInt8]) {
    self.path = path
    content = .bytes(bytes)
  }

  init(path: String, later bytes: LaterBytes) {
    self.path = path
    content = .later(bytes)
  }

  /// Waits until nothing of it is being made any more.
  func wait() {
    if case .later(let later) = content { later.wait() }
  }

  /// Waits for those that are still being made.
  var bytes: [UInt8] {
    switch content {
    case .bytes(let bytes): bytes
    case .later(let later): later.bytes
    }
  }
}
