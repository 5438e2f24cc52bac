#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file, a named pipe or standard input.
package final class FileByteSource: SeekableByteSource {
  private let descriptor: CInt
  private let closesDescriptor: Bool
  /// Told before each read(2), where one can take long.
  var wait: WaitNotice?

  /// Opens the file at `path`.
  package init(path: String) throws(CaptureError) {
    // Safe: the path becomes a terminated string for this call.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    closesDescriptor = true
    guard descriptor >= 0 else { throw .unreadable(reason: systemErrorDescription(errno)) }
  }

  private init(_ descriptor: CInt, closes: Bool) {
    self.descriptor = descriptor
    closesDescriptor = closes
  }

  /// Standard input. Throws at a terminal, where reading would only wait.
  package static func standardInput() throws(CaptureError) -> FileByteSource {
    guard isatty(STDIN_FILENO) == 0 else {
      throw .unreadable(reason: "standard input is a terminal; pipe or redirect a capture into it")
    }
    return FileByteSource(STDIN_FILENO, closes: false)
  }

  /// A regular file can be read twice, and from any place, and does not let its reader wait; a pipe does.
  package var isRegularFile: Bool { byteCount != nil }

  package var byteCount: Int? {
    guard let status = FileStatus(descriptor: descriptor), status.kind == .regular else { return nil }
    return status.byteCount
  }

  package func seek(to offset: Int64, from origin: SeekOrigin) -> Int64? {
    let place = lseek(descriptor, off_t(offset), origin.rawValue)
    return place < 0 ? nil : Int64(place)
  }

  deinit {
    if closesDescriptor && descriptor >= 0 { close(descriptor) }
  }

  package func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
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
