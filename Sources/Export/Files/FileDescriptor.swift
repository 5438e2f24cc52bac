#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file: whole buffers in and out of it, whatever the system takes at a time.
public struct FileDescriptor: ~Copyable {
  private let number: Int32
  private let isOwned: Bool

  init(owning number: Int32) {
    self.number = number
    isOwned = true
  }

  private init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  deinit {
    if isOwned { _ = systemClose(number) }
  }

  /// Closes an owned file; false where the system says only now that it could not be written.
  consuming func close() -> Bool {
    let isWritten = systemClose(number) == 0
    discard self
    return isWritten
  }

  public static var standardOutput: FileDescriptor { FileDescriptor(borrowing: STDOUT_FILENO) }
  public static var standardError: FileDescriptor { FileDescriptor(borrowing: STDERR_FILENO) }

  /// The bytes of the file at `path`; `-` is standard input.
  public static func readFile(_ path: String) throws(FileError) -> [UInt8] {
    let number = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .system(path: path, code: errno) }
    let file = path == "-" ? FileDescriptor(borrowing: number) : FileDescriptor(owning: number)
    guard let bytes = file.readAll(limit: inputLimit) else { throw .system(path: path, code: errno) }
    return bytes
  }

  public var isTerminal: Bool { isatty(number) == 1 }

  /// It is a pipe, and nobody reads it any more.
  public var isClosedPipe: Bool {
    var request = pollfd(fd: number, events: 0, revents: 0)
    // Safe: poll(2) reads and writes this one structure, and does not wait.
    return unsafe poll(&request, 1, 0) == 1 && request.revents & Int16(POLLERR) != 0
  }

  /// Writes all of `bytes`; false on an error, which is in `errno`.
  @discardableResult
  public func writeAll(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = unsafe write(number, rest.baseAddress, rest.count)
        if count > 0 { written += count } else if errno != EINTR { return false }
      }
      return true
    }
  }

  /// Whether the file holds exactly these pieces; nil on an error, which is in `errno`.
  func holds(_ pieces: some Sequence<[UInt8]>) -> Bool? {
    var buffer = [UInt8](repeating: 0, count: 1)
    for piece in pieces {
      let wanted = min(piece.count, 1 << 16)
      if buffer.count < wanted { buffer = [UInt8](repeating: 0, count: wanted) }
      var position = 0
      while position < piece.count {
        guard let count = readSome(&buffer, atMost: piece.count - position) else { return nil }
        guard count > 0, buffer[..<count] == piece[position..<position + count] else { return false }
        position += count
      }
    }
    return readSome(&buffer, atMost: 1).map { $0 == 0 }
  }

  /// 0 at the end of the file; nil on an error, which is in `errno`.
  private func readSome(_ buffer: inout [UInt8], atMost limit: Int = .max) -> Int? {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(number, $0.baseAddress, min($0.count, limit)) }
      if count >= 0 { return count }
      if errno != EINTR { return nil }
    }
  }

  /// All bytes up to the end of a file; nil on an error, which is in `errno`, or behind `limit` bytes.
  func readAll(limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while let count = readSome(&buffer) {
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit {
        errno = EFBIG
        return nil
      }
    }
    return nil
  }
}

/// More than any bundle of certificates holds.
private let inputLimit = 64 << 20

private func systemClose(_ number: Int32) -> Int32 { close(number) }
