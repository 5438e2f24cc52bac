#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says of a file, by stat(2).
///
/// Foundation's attributes would do, but they hold the names of owner and group, and to ask for those can take long: of
/// each file, where a directory server keeps them.
struct FileStatus {
  enum Kind { case regular, folder, other }

  /// Tells it from all other files.
  struct Identity: Hashable {
    fileprivate var device: UInt64
    fileprivate var number: UInt64
  }

  let kind: Kind
  let identity: Identity
  let byteCount: Int

  /// - Parameter followsLinks: whether a symbolic link is the file that it leads to.
  /// - Returns: nil for what is not there, or may not be looked at.
  init?(path: String, followsLinks: Bool) {
    var status = stat()
    // Safe: both fill the structure; the path becomes a terminated string for the call.
    guard unsafe (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      default: .other
      }
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
    byteCount = Int(clamping: status.st_size)
  }
}
