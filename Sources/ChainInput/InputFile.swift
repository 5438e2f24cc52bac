import Capture
import FoundationEssentials
import Inputs

/// Reads files and folders of certificates.
enum InputFile {
  /// The bytes of a file, unpacked where it is compressed with gzip; `-` is standard input.
  static func read(_ path: String) throws(InputFailure) -> [UInt8] {
    do throws(CaptureError) {
      let source = try path == "-" ? FileByteSource.standardInput() : FileByteSource(path: path)
      return try CaptureStart(source).source.readAll(upTo: largest)
    } catch {
      throw InputFailure(reason: error.description)
    }
  }

  /// PEM in a tar archive looks like PEM with text around it.
  static func refuseArchive(_ bytes: [UInt8]) throws(InputFailure) {
    guard case .packed(let packing) = FileFormat(firstBytes: Array(bytes.prefix(FileFormat.peekedByteCount))) else {
      return
    }
    throw InputFailure(reason: "\(packing.description): unpack it, and name the file of certificates in it")
  }

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
