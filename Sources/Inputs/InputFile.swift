import Capture

/// A file that was named or found, or standard input.
struct InputFile: Sendable {
  /// `-`: standard input.
  var path: String
  /// Named by the user, not found in a folder: it is worth a word where it is no capture.
  var isNamed = false
  /// It lies beside files with names of an Expressway diagnostic archive, from this machine.
  var neighbourHost: String?

  var fileName: String { Inputs.fileName(of: path) }

  /// Host name of the machine that it is from, where names tell.
  var peer: String? { ExpresswayName(fileName)?.host ?? neighbourHost }
}

/// An input that was opened and whose first bytes were looked at.
struct OpenedFile {
  let start: CaptureStart
  let budget: UnpackingBudget
  /// It can be opened again, and read from any place.
  let isRereadable: Bool
  private let file: InputFile
  private let source: CountedSource
  private let options: InputOptions

  init(_ file: InputFile, _ options: InputOptions, _ progress: InputProgress) throws(CaptureError) {
    let opened = file.path == "-" ? try FileByteSource.standardInput() : try FileByteSource(path: file.path)
    isRereadable = file.path != "-" && opened.isRegularFile
    budget = UnpackingBudget(options.limits, packedByteCount: opened.byteCount)
    source =
      isRereadable
      ? CountedFile(opened, budget, progress)
      : CountedSource(opened, budget, progress, isStandardInput: file.path == "-")
    start = try CaptureStart(source, peekedByteCount: peekedByteCount(ofFileNamed: file.path))
    self.file = file
    self.options = options
  }

  /// The capture that the file is, compressed in whatever way; nil where it is none.
  func capture() -> CaptureStart? {
    if start.isCapture { return start }
    guard case .packed(let packing) = start.format, packing.isCompression, let walk = try? walk(),
      case .member(let member) = walk.next(), member.isSingleFile, member.start.isCapture
    else { return nil }
    return member.start
  }

  /// The file itself, which is a capture.
  func part(name: String) -> CapturePart { CapturePart(name: name, start: start, file: source.file) }

  /// The names of the members, of an archive in which they are found without reading the members; nil for others.
  func memberNames() throws(CaptureError) -> [String]? {
    guard start.format == .packed(.tar) || start.format == .packed(.zip), start.gzip == nil,
      let file = source as? CountedFile, file.seek(to: 0, from: .start) != nil, case .packed(let packing) = start.format
    else { return nil }
    let archive = try ArchiveHandle(file, packing, depth: 0, passphrases: [], budget: budget)
    var names: [String] = []
    while let entry = try archive.nextEntry() {
      if entry.isFile { names.append(entry.name) }
    }
    return names
  }

  /// The members of the file, which is an archive.
  /// - Parameter wanted: locations of members, where only they are wanted.
  func walk(wanted: Set<[Int]>? = nil) throws(CaptureError) -> ArchiveWalk {
    var source: any ByteSource = start.source
    // libarchive jumps where it can, and has to see the first bytes as well.
    if start.gzip == nil, let file = self.source as? CountedFile, file.seek(to: 0, from: .start) != nil {
      source = file
    }
    return try ArchiveWalk(start, source: source, name: file.path, options: options, budget: budget, wanted: wanted)
  }
}

/// Counts what is read of a file.
private class CountedSource: ByteSource {
  let file: FileByteSource
  private let budget: UnpackingBudget
  private let progress: InputProgress
  private let isStandardInput: Bool

  init(_ file: FileByteSource, _ budget: UnpackingBudget, _ progress: InputProgress, isStandardInput: Bool = false) {
    (self.file, self.budget, self.progress) = (file, budget, progress)
    self.isStandardInput = isStandardInput
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    guard !progress.isStopped else { return 0 }
    let count = try file.read(into: &buffer, at: start)
    if count == 0, isStandardInput { progress.endStandardInput() }
    progress.count(count)
    budget.countPacked(count)
    return count
  }
}

private final class CountedFile: CountedSource, SeekableByteSource {
  var byteCount: Int? { file.byteCount }

  func seek(to offset: Int64, from origin: SeekOrigin) -> Int64? {
    file.seek(to: offset, from: origin)
  }
}
