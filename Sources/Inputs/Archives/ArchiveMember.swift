import Capture
import WireFormat

/// A file in an archive, whose first bytes were looked at.
struct ArchiveMember {
  /// As messages name it: `case.tar.gz:inner.zip:logs/eth0.pcap`.
  var name: String
  /// In its archive.
  var path: String
  /// The place in each archive on the way, from 0.
  var location: [Int]
  /// It is what a compressed file holds, and goes by that file's name.
  var isSingleFile: Bool
  /// The name of its archive, without the way to it.
  var archiveFileName: String
  /// Its bytes, which are there until the archive goes on.
  var start: CaptureStart

  /// The location of the archive that it is in.
  var archive: [Int] { location.dropLast(isSingleFile ? 2 : 1) }
  /// The archive that it is in, as messages name it; of a compressed file alone, that file's folder.
  var archiveName: String {
    name.hasSuffix(":" + path) ? String(name.dropLast(path.count + 1)) : String(folderName(of: name))
  }
  var folder: Substring { folderName(of: path) }
  var fileName: String { Inputs.fileName(of: path) }
}

/// What precedes the last slash; empty where there is none.
func folderName(of path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }

/// What stands behind the last slash.
func fileName(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

/// How much to look at: of a rotated capture the first packet, to see when it begins.
func peekedByteCount(ofFileNamed path: String) -> Int {
  RotatedName(fileName(of: path)) == nil ? FileFormat.peekedByteCount : firstPacketByteCount
}

/// The time of the first packet; nil where there is none, or none that has a time.
func firstTime(of start: CaptureStart) -> Timestamp? {
  var time: Timestamp?
  // Cut inside a packet, as a rule.
  guard let reader = try? CaptureReader(bytes: start.source.firstBytes) else { return nil }
  _ = try? reader.next { packet, _ in time = packet.timestamp }
  return time
}

/// Headers and a packet of 64 KiB.
private let firstPacketByteCount = 72 * 1024
