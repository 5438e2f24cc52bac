/// The folder of one capture, and the rules by which a later run may change it.
///
/// | what is there | what happens |
/// |---|---|
/// | nothing, or an empty folder | written |
/// | an unfinished run (its marker is there) | finished; what it left of other files is removed |
/// | a finished run with the same files and bytes | left alone |
/// | a finished run with others | refused; with `force` its files are replaced |
/// | somebody else's files | refused; with `force` the tool's files are added |
///
/// No file is removed or replaced that the tool has not written, whatever `force` says.
struct CaptureFolder: ~Copyable {
  enum Outcome: Sendable { case written, unchanged }

  private enum State {
    case empty
    case unfinished(FolderRecord)
    case finished(FolderRecord)
    case foreign
  }

  let directory: Directory

  /// The capture whose export the folder holds, finished or not; nil for a folder of other things.
  static func owner(of directory: borrowing Directory) throws(FileError) -> CaptureIdentity? {
    switch try state(of: directory) {
    case .unfinished(let record), .finished(let record): record.identity
    case .empty, .foreign: nil
    }
  }

  func write(_ files: [PlannedFile], capture: CaptureIdentity, force: Bool) throws(FileError) -> Outcome {
    let ours: [String]
    let state = try Self.state(of: directory)
    switch state {
    case .empty: ours = []
    case .unfinished(let record): ours = record.safeFiles
    case .finished(let record):
      if try holdsExactly(files, by: record) { return .unchanged }
      guard force else {
        throw refusal("holds a finished export with other content; --force replaces its files")
      }
      ours = record.safeFiles
    case .foreign:
      guard force else { throw refusal("holds files that are not pcapcert's; --force adds to them") }
      ours = []
    }
    // What is not there need not be looked at: a new folder costs no more than its files.
    let isNew = if case .empty = state { true } else { false }
    if !isNew { try refuseForeignFiles(in: files, ours: Set(ours)) }

    let paths = files.map(\.path)
    let obsolete = Set(ours).subtracting(paths).sorted()
    try directory.write(
      [FolderRecord.marker(capture: capture, files: paths + obsolete)], to: FolderRecord.markerName)
    if !isNew { try removeTemporaries(folders: Set((paths + ours).compactMap { Self.split($0).folder })) }
    for path in obsolete { try remove(path) }
    try write(files, skipsEqual: !isNew)
    for path in obsolete { if let folder = Self.split(path).folder { directory.removeIfEmpty(folder) } }
    try directory.remove(FolderRecord.markerName)
    return .written
  }
}

extension CaptureFolder {
  private static func state(of directory: borrowing Directory) throws(FileError) -> State {
    let entries = try directory.entries().filter { $0 != Directory.temporaryName }
    if entries.isEmpty { return .empty }
    if entries.contains(FolderRecord.markerName), let bytes = try directory.read(FolderRecord.markerName),
      let record = FolderRecord(bytes, kind: FolderRecord.markerKind)
    {
      return .unfinished(record)
    }
    if entries.contains(ExportPlan.manifestName), let bytes = try directory.read(ExportPlan.manifestName),
      let record = FolderRecord(bytes, kind: FolderRecord.manifestKind)
    {
      return .finished(record)
    }
    return .foreign
  }

  private func holdsExactly(_ files: [PlannedFile], by record: FolderRecord) throws(FileError) -> Bool {
    guard Set(record.files) == Set(files.map(\.path)) else { return false }
    for file in files where try holds(file) != true { return false }
    return true
  }

  private func refuseForeignFiles(in files: [PlannedFile], ours: Set<String>) throws(FileError) {
    for file in files where !ours.contains(file.path) {
      if try holds(file) == false {
        throw FileError(
          path: "\(directory.path)/\(file.path)", reason: "is in the way, and pcapcert did not write it")
      }
    }
  }

  private func removeTemporaries(folders: Set<String>) throws(FileError) {
    try directory.remove(Directory.temporaryName)
    for folder in folders { try directory.openExisting(folder)?.remove(Directory.temporaryName) }
  }

  /// Nil where there is no such file.
  private func holds(_ file: PlannedFile) throws(FileError) -> Bool? {
    let (folder, name) = Self.split(file.path)
    guard let folder else { return try directory.holds(file.pieces, in: name) }
    return try directory.openExisting(folder)?.holds(file.pieces, in: name) ?? nil
  }

  /// Writes the files in their order; those of one folder follow each other, so that it is opened once.
  /// - Parameter skipsEqual: leave a file that is there with its bytes: a run that was interrupted wrote it.
  private func write(_ files: [PlannedFile], skipsEqual: Bool) throws(FileError) {
    var start = 0
    while start < files.count {
      let folder = Self.split(files[start].path).folder
      let end = files[start...].firstIndex { Self.split($0.path).folder != folder } ?? files.count
      if let folder {
        try write(files[start..<end], in: directory.makeAndOpen(folder), skipsEqual)
      } else {
        try write(files[start..<end], in: directory, skipsEqual)
      }
      start = end
    }
  }

  private func write(
    _ files: ArraySlice<PlannedFile>, in directory: borrowing Directory, _ skipsEqual: Bool
  ) throws(FileError) {
    for file in files {
      let name = Self.split(file.path).name
      if skipsEqual, try directory.holds(file.pieces, in: name) == true { continue }
      try directory.write(file.takePieces(), to: name)
    }
  }

  private func remove(_ path: String) throws(FileError) {
    let (folder, name) = Self.split(path)
    guard let folder else { return try directory.remove(name) }
    try directory.openExisting(folder)?.remove(name)
  }

  private func refusal(_ reason: String) -> FileError {
    FileError(path: directory.path, reason: reason)
  }

  private static func split(_ path: String) -> (folder: String?, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (nil, path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}
