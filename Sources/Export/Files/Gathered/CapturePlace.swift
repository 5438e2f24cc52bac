import FoundationEssentials

/// Where a capture is, the same however the way to it was written.
struct CapturePlace: Hashable {
  /// Of the file, from the root.
  private let folders: [String]
  /// The file's name, and the way to the capture in it: `case.zip:log/eth0.pcap`.
  private let name: String

  /// - Parameters:
  ///   - capture: the path as the user gave it; of a capture in an archive with the way in it.
  ///   - archive: the path of that archive.
  init(_ capture: String, archive: String?) {
    let file = archive ?? capture
    name = fileName(of: file) + String(decoding: capture.utf8.dropFirst(file.utf8.count), as: UTF8.self)
    folders = file == "-" ? [] : CapturePlace.folders(ofFile: file)
  }

  /// - Parameter folderCount: how many of the folders are named, as far as there are so many.
  func text(folderCount: Int) -> String {
    (folders.suffix(folderCount) + [name]).joined(separator: "/")
  }

  private static func folders(ofFile path: String) -> [String] {
    let path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return path.split(separator: "/").dropLast().reduce(into: []) { folders, part in
      switch part {
      case ".": break
      case "..": _ = folders.popLast()
      default: folders.append(String(part))
      }
    }
  }

  /// How many folders the name of each has to have, so that no two that differ have the same.
  static func folderCounts(of places: [CapturePlace]) -> [Int] {
    var counts = [Int](repeating: 0, count: places.count)
    var open = Array(places.indices)
    while !open.isEmpty {
      let named = Dictionary(grouping: open) { places[$0].text(folderCount: counts[$0]) }
      open = named.values.filter { indexes in
        indexes.contains { places[$0] != places[indexes[0]] }
          && indexes.contains { places[$0].folders.count > counts[$0] }
      }.flatMap(\.self)
      for index in open { counts[index] += 1 }
    }
    return counts
  }
}
