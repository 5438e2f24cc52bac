import Capture
import FoundationEssentials

/// What the user named, turned into units in the order in which they are to be read.
///
/// Folders are walked, their entries sorted by name; hidden entries and symbolic links in them are skipped, so that
/// nothing outside a folder is read and there is no going round in circles. Files of a rotated capture are one unit.
public struct InputPlan: Sendable {
  public private(set) var units: [InputUnit] = []
  /// Bytes of all files; nil where one is a pipe or a device, of which nobody knows.
  public private(set) var byteCount: Int? = 0

  /// Of all units.
  public var fileCount: Int { units.reduce(0) { $0 + $1.files.count } }

  private var hasStandardInput = false
  /// Files that were found in a folder first, and then named.
  private var namedAgain: Set<String> = []
  /// The path of each regular file, to read each once.
  private var paths: [FileStatus.Identity: String] = [:]

  /// - Parameter paths: files, folders, and `-` for standard input.
  public init(_ paths: [String], options: InputOptions) {
    var files: [Found] = []
    for path in paths {
      if path != "-", Self.isFolder(path) { walk(path, &files) } else { files.append(named(path)) }
    }
    group(files, joins: options.joinsRotated)
  }

  private enum Found {
    case file(InputFile)
    case problem(InputProblem)
  }

  package static func isFolder(_ path: String) -> Bool {
    FileStatus(path: path, followsLinks: true)?.kind == .folder
  }

  private mutating func named(_ path: String) -> Found {
    if path == "-" {
      byteCount = nil
      if hasStandardInput {
        return .problem(InputProblem(name: path, reason: "given again; standard input is read once", isLoss: false))
      }
      hasStandardInput = true
    } else if let status = FileStatus(path: path, followsLinks: true) {
      if let problem = count(status, path, isNamed: true) { return .problem(problem) }
    } else if isRepaired(path) {
      return .problem(InputProblem(name: path, reason: unusableName))
    }
    return .file(InputFile(path: path, isNamed: true))
  }

  /// What to say where the file is in the plan already.
  private mutating func count(_ status: FileStatus, _ path: String, isNamed: Bool = false) -> InputProblem? {
    guard status.kind == .regular else {
      byteCount = nil
      return nil
    }
    if let first = paths[status.identity] {
      if isNamed { namedAgain.insert(first) }
      return InputProblem(name: path, reason: "the same file as \(first), which is read once", isLoss: false)
    }
    paths[status.identity] = path
    byteCount? += status.byteCount
    return nil
  }

  private mutating func walk(_ folder: String, _ files: inout [Found]) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
    } catch {
      files.append(.problem(InputProblem(name: folder, reason: "the folder cannot be read")))
      return
    }
    // The only machine whose files lie here; in a folder with those of several nothing tells of the others.
    let hosts = Set(names.compactMap { name in ExpresswayName(name).flatMap { $0.kind == .archive ? nil : $0.host } })
    let host = hosts.count == 1 ? hosts.first : nil
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard let status = FileStatus(path: path, followsLinks: false) else {
        let reason = isRepaired(name) ? unusableName : "it cannot be looked at"
        files.append(.problem(InputProblem(name: path, reason: reason)))
        continue
      }
      switch status.kind {
      case .folder: walk(path, &files)
      case .regular:
        let problem = count(status, path)
        files.append(problem.map { .problem($0) } ?? .file(InputFile(path: path, neighbourHost: host)))
      case .other: break
      }
    }
  }

  /// Its bytes were no UTF-8, and no longer name the file.
  private func isRepaired(_ name: String) -> Bool { name.unicodeScalars.contains("\u{FFFD}") }

  /// Files of a rotated capture come where the first of them is.
  private mutating func group(_ files: [Found], joins: Bool) {
    var places: [String: Int] = [:]
    // A file that lies there compressed as well is another capture's, as all of its series are.
    var copies: [String: Int] = [:]
    for found in files {
      switch found {
      case .problem(let problem): units.append(InputUnit(problem: problem))
      case .file(var file):
        if namedAgain.contains(file.path) { file.isNamed = true }
        guard joins, file.path != "-", let rotated = RotatedName(file.fileName) else {
          units.append(InputUnit(files: [file]))
          continue
        }
        let folder = folderName(of: file.path)
        let copy = copies["\(folder)/\(withoutCompression(file.fileName))", default: 0]
        copies["\(folder)/\(withoutCompression(file.fileName))"] = copy + 1
        let key = "\(folder)/\(copy)/\(rotated.series)"
        if let place = places[key] {
          units[place].files.append(file)
          units[place].rotated = rotated
        } else {
          places[key] = units.count
          units.append(InputUnit(files: [file]))
        }
      }
    }
  }
}

/// A part of the plan that is read by itself: a file with what is in it, or the files of a rotated capture.
public struct InputUnit: Sendable {
  var files: [InputFile] = []
  /// Set where the files are one capture's.
  var rotated: RotatedName?
  /// What could not be looked into.
  var problem: InputProblem?

  /// The path of its archive, of a capture in one of its archives; nil for one that is a file itself.
  /// - Parameter name: ``CaptureInput/name``.
  public func archive(ofCapture name: String) -> String? {
    files.first { name.hasPrefix($0.path + ":") }?.path
  }
}

private let unusableName = "not read: its name is not UTF-8; rename it (`convmv`), or pass it through a pipe"
