import FoundationEssentials

/// Files and folders that hold certificates; captures are read elsewhere.
enum InputFile {
  /// The bytes of a file; `-` is standard input.
  static func read(_ path: String) throws(InputFailure) -> [UInt8] {
    let file = path == "-" ? "/dev/stdin" : path
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      if let size = attributes[.size] as? UInt64, size > largest { throw CocoaError(.fileReadTooLarge) }
      let data = try Data(contentsOf: URL(filePath: file))
      guard data.count <= largest else { throw CocoaError(.fileReadTooLarge) }
      return Array(data)
    } catch {
      throw InputFailure(reason: words((error as? CocoaError)?.code))
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// The plain files in a folder, by name; hidden ones and folders are left out.
  static func files(in folder: String, failures: inout [String]) -> [String] {
    do {
      return try names(in: folder).filter { !isFolder($0) }
    } catch {
      failures.append("\(folder): \(words((error as? CocoaError)?.code))")
      return []
    }
  }

  static func folders(in folder: String) -> [String] {
    ((try? names(in: folder)) ?? []).filter { isFolder($0) }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
      .map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 }
  }

  private static func words(_ code: CocoaError.Code?) -> String {
    switch code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "No such file or directory"
    case .fileReadNoPermission: "Permission denied"
    case .fileReadTooLarge: "larger than any file of certificates"
    default: "cannot be read"
    }
  }

  /// More than any bundle of certificates holds.
  private static let largest = 64 << 20
}
