#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that could not be read or written, or output that was refused: which, and why.
public struct FileError: Error, Equatable, Sendable {
  public var path: String
  public var reason: String
  /// The reader of a pipe has gone: no fault.
  public var isClosedPipe = false
  /// There was no room for it; where there is, the same is written.
  public var isLackOfRoom = false

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// An error of the system (a value of `errno`), in words.
  static func system(path: String, code: Int32) -> FileError {
    var error = FileError(path: path, reason: reason(code))
    error.isClosedPipe = code == EPIPE
    error.isLackOfRoom = [ENOSPC, EDQUOT, EFBIG].contains(code)
    return error
  }

  /// What the system said (`errno`) when standard output was written.
  public static func standardOutput() -> FileError { system(path: "standard output", code: errno) }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOTDIR, ELOOP: "there is a file or a link where a folder is needed"
    default: unsafe String(cString: strerror(code))
    }
  }
}
