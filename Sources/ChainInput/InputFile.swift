import Capture
import FoundationEssentials
import Inputs

/// A file whose first bytes were looked at. It is opened once, so that it may be a pipe; `-` is standard input.
struct InputFile {
  let path: String
  let start: CaptureStart
  private let source: FileByteSource

  init(_ path: String) throws(InputFailure) {
    self.path = path
    do throws(CaptureError) {
      source = try path == "-" ? FileByteSource.standardInput() : FileByteSource(path: path)
      start = try CaptureStart(source)
    } catch {
      throw InputFailure(reason: error.description)
    }
  }

  /// It can be opened again, which standard input and pipes cannot.
  var canBeReopened: Bool { path != "-" && source.isRegularFile }

  /// The file, which is a capture.
  var part: CapturePart { CapturePart(name: path, start: start, file: source) }

  /// All bytes; it can be read once.
  func bytes() throws(InputFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count: Int
      do throws(CaptureError) {
        var free = buffer.mutableSpan
        count = try start.source.read(into: &free, at: 0)
      } catch {
        throw InputFailure(reason: error.description)
      }
      guard count > 0 else { return bytes }
      bytes += buffer.prefix(count)
      guard bytes.count <= Self.largest else { throw InputFailure(reason: "larger than any file of certificates") }
    }
  }

  /// The bytes of a file; `-` is standard input.
  static func read(_ path: String) throws(InputFailure) -> [UInt8] { try InputFile(path).bytes() }

  /// The plain files in a folder, by name; hidden ones and folders are left out.
  static func files(in folder: String, failures: inout [String]) -> [String] {
    do {
      return try names(in: folder).filter { !InputPlan.isFolder($0) }
    } catch {
      failures.append("\(folder): \(words((error as? CocoaError)?.code))")
      return []
    }
  }

  static func folders(in folder: String) -> [String] {
    ((try? names(in: folder)) ?? []).filter { InputPlan.isFolder($0) }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Also of `.` and `a/..`.
  static func folderAndName(of path: String) -> (folder: String, name: String) {
    let url = URL(filePath: path).standardizedFileURL
    return (url.deletingLastPathComponent().path, url.lastPathComponent)
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
      .map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 }
  }

  private static func words(_ code: CocoaError.Code?) -> String {
    switch code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "No such file or directory"
    case .fileReadNoPermission: "Permission denied"
    default: "cannot be read"
    }
  }

  /// More than any bundle of certificates holds.
  private static let largest = 64 << 20
}
