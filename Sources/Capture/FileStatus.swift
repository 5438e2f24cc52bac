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
package struct FileStatus {
  package enum Kind { case regular, folder, other }

  /// Tells it from all other files.
  package struct Identity: Hashable {
    fileprivate var device: UInt64
    fileprivate var number: UInt64
  }

  package let kind: Kind
  package let identity: Identity
  package let byteCount: Int

  /// - Parameter followsLinks: whether a symbolic link is the file that it leads to.
  /// - Returns: nil for what is not there, or may not be looked at.
  package init?(path: String, followsLinks: Bool) {
    var status = stat()
    // Safe: both fill the structure; the path becomes a terminated string for the call.
    guard unsafe (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.init(status)
  }

  /// Nil where the system does not say.
  init?(descriptor: CInt) {
    var status = stat()
    // Safe: fstat(2) fills the structure.
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
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
