#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file, a named pipe or standard input.
final class FileByteSource: ByteSource {
  private let descriptor: CInt
  private let closesDescriptor: Bool
  /// Told before each read(2), where one can take long.
  var wait: WaitNotice?

  /// Opens the file at `path`.
  init(path: String) throws(CaptureError) {
    // Safe: the path becomes a terminated string for this call.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    closesDescriptor = true
    guard descriptor >= 0 else { throw .unreadable(reason: systemErrorDescription(errno)) }
  }

  private init(borrowing descriptor: CInt) {
    self.descriptor = descriptor
    closesDescriptor = false
  }

  /// Standard input. Throws at a terminal, where reading would only wait.
  static func standardInput() throws(CaptureError) -> FileByteSource {
    guard isatty(STDIN_FILENO) == 0 else {
      throw .unreadable(reason: "standard input is a terminal; pipe or redirect a capture into it")
    }
    return FileByteSource(borrowing: STDIN_FILENO)
  }

  /// A regular file does not let its reader wait, as a pipe does.
  package var isRegularFile: Bool {
    var status = stat()
    // Safe: fstat(2) fills the structure.
    return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  deinit {
    if closesDescriptor && descriptor >= 0 { close(descriptor) }
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    wait?.willWait?()
    while true {
      // Safe: the slice is checked against the buffer; readv(2) writes inside it, and keeps no pointer.
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let free = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
        var part = unsafe iovec(iov_base: free.baseAddress, iov_len: free.count)
        return unsafe readv(descriptor, &part, 1)
      }
      if count >= 0 { return count }
      if errno != EINTR { throw .unreadable(reason: systemErrorDescription(errno)) }
    }
  }
}

/// The system's words for an error number, as `cat` would print them.
private func systemErrorDescription(_ number: CInt) -> String {
  // Safe: strerror gives a terminated string of its own (per thread since glibc 2.32), copied at once.
  unsafe String(cString: strerror(number))
}
