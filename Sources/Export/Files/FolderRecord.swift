import FoundationEssentials

/// What a manifest and a run marker say alike: whose folder this is, and which files in it are the tool's.
struct FolderRecord: Decodable, Equatable {
  let kind: String
  let capture: String
  let captureFingerprint: String?
  /// Paths in the capture's folder. Whoever can write there can write anything here: only ``safeFiles`` are used.
  let files: [String]

  private enum CodingKeys: String, CodingKey {
    case kind, capture, files
    case captureFingerprint = "capture_fingerprint"
  }

  var identity: CaptureIdentity { CaptureIdentity(name: capture, fingerprint: captureFingerprint) }

  /// Nil for bytes that are neither manifest nor marker.
  init?(_ bytes: [UInt8], kind: String) {
    guard let record = try? JSONDecoder().decode(FolderRecord.self, from: Data(bytes)), record.kind == kind
    else { return nil }
    self = record
  }

  /// The files whose path stays in the folder: a name, or a folder's and a name.
  var safeFiles: [String] {
    files.filter { path in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\0") }
    }
  }

  /// A run marker: written before anything else, and removed when everything is in place.
  static func marker(capture: CaptureIdentity, files: [String]) -> [UInt8] {
    var writer = JSONWriter(isIndented: true)
    writer.object { marker in
      marker.member("kind", markerKind)
      marker.member("note", "This export is not finished. The same command again finishes it.")
      marker.member("capture", capture.name)
      marker.member("capture_fingerprint", capture.fingerprint)
      marker.member("files", files)
    }
    writer.endLine()
    return writer.bytes
  }

  static let manifestKind = "pcapcert-manifest"
  static let markerKind = "pcapcert-marker"
  static let markerName = ".pcapcert-incomplete"
}
