#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder held open, and what is written to, read from or removed in it.
///
/// Everything goes by the open folder and a name within it, and no link is followed, so nothing planted in the
/// output folder can lead a file elsewhere. With ``FileDescriptor`` the only unsafe code of this module: system
/// calls that take a name or a buffer. FoundationEssentials would do without, but syncs each file to the disk
/// (300 microseconds apiece) and follows links.
struct Directory: ~Copyable {
  /// As the user knows it, for messages.
  let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { _ = close(descriptor) }

  /// Opens the folder at `path`, which may be a link; makes it and those above it where they are not there.
  static func makeAndOpen(_ path: String) throws(FileError) -> Directory {
    let parts = path.split(separator: "/")
    var failure: Int32?
    for count in parts.indices {
      let parent = (path.hasPrefix("/") ? "/" : "") + parts[...count].joined(separator: "/")
      if unsafe mkdir(parent, 0o777) != 0, errno != EEXIST { failure = failure ?? errno }
    }
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path: path, code: failure ?? errno) }
    return Directory(path: path, descriptor: descriptor)
  }

  /// Opens the folder `name` in this one; nil where there is none.
  func openExisting(_ name: String) throws(FileError) -> Directory? {
    let opened = unsafe openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else {
      if errno == ENOENT { return nil }
      throw failure(name)
    }
    return Directory(path: path(of: name), descriptor: opened)
  }

  /// Opens the folder `name` in this one, made if it is not there.
  func makeAndOpen(_ name: String) throws(FileError) -> Directory {
    guard unsafe mkdirat(descriptor, name, 0o777) == 0 || errno == EEXIST else { throw failure(name) }
    guard let directory = try openExisting(name) else { throw failure(name) }
    return directory
  }

  /// The names in the folder, in no order.
  func entries() throws(FileError) -> [String] {
    guard case let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), copy >= 0,
      let stream = unsafe fdopendir(copy)
    else { throw failure(nil) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The bytes of the file `name`; nil where there is none.
  func read(_ name: String) throws(FileError) -> [UInt8]? {
    guard let file = try openFile(name) else { return nil }
    guard let bytes = file.readAll(limit: readLimit) else { throw failure(name) }
    return bytes
  }

  private func openFile(_ name: String) throws(FileError) -> FileDescriptor? {
    let opened = unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard opened >= 0 else {
      if errno == ENOENT { return nil }
      throw failure(name)
    }
    return FileDescriptor(owning: opened)
  }

  /// Whether the file `name` holds exactly these pieces; nil where there is none.
  func holds(_ pieces: some Sequence<[UInt8]>, in name: String) throws(FileError) -> Bool? {
    guard let file = try openFile(name) else { return nil }
    guard let isEqual = file.holds(pieces) else { throw failure(name) }
    return isEqual
  }

  /// Writes the file `name`: under a temporary name first, so that it is never seen half written.
  func write(_ pieces: some Sequence<[UInt8]>, to name: String) throws(FileError) {
    try WriteGate.pass { () throws(FileError) in
      let temporary = Directory.temporaryName
      var opened = create(temporary)
      if opened < 0, errno == EEXIST {
        // Of a run that was killed.
        _ = unsafe unlinkat(descriptor, temporary, 0)
        opened = create(temporary)
      }
      guard opened >= 0 else { throw failure(name) }
      let file = FileDescriptor(owning: opened)
      var error: FileError?
      for piece in pieces where error == nil && !file.writeAll(piece) { error = failure(name) }
      let isClosed = file.close()
      guard error == nil, isClosed, unsafe renameat(descriptor, temporary, descriptor, name) == 0 else {
        let error = error ?? failure(name)
        _ = unsafe unlinkat(descriptor, temporary, 0)
        throw error
      }
    }
  }

  private func create(_ name: String) -> Int32 {
    unsafe openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666 as mode_t)
  }

  /// Removes the file `name`, if it is there.
  func remove(_ name: String) throws(FileError) {
    guard unsafe unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw failure(name) }
  }

  /// Removes the folder `name` if it is there and empty.
  func removeIfEmpty(_ name: String) {
    _ = unsafe unlinkat(descriptor, name, AT_REMOVEDIR)
  }

  private func failure(_ name: String?) -> FileError {
    let code = errno
    return .system(path: name.map { path(of: $0) } ?? path, code: code)
  }

  private func path(of name: String) -> String {
    path.hasSuffix("/") || path.isEmpty ? path + name : path + "/" + name
  }

  /// The one temporary name in a folder: files are written one after the other.
  static let temporaryName = ".pcapcert-temporary"
}

/// What the tool reads back are its own files; a longer one is none of them.
private let readLimit = 256 << 20
